import { outputOf, type SavedWorkflow, type Workflow } from '../../dev/n8n';
import { triggerNode, type Environment } from '../../dev/environment';
import { openTestEnvironment } from './environment';
import { callAndHear, executionsByTrigger, heardIn, pathOf } from './triggerWorkflow';
import { Client } from '../support/apiClient';

const ANSWERS = '+14155550101';
const BUSY = '+14155550002';
const NEVER_DIALLED = '+14155550008';

describe('TopCalls Trigger for calls placed by n8n, on a real n8n', () => {
	let environment: Environment;

	beforeAll(async () => (environment = await openTestEnvironment({ sandbox: { speed: 60 } })));
	afterAll(async () => await environment?.close());
	beforeEach(() => environment.sandbox.reset());

	test('starts one execution for each completed or failed call of its workflow, without a URL to copy', async () => {
		const workflow = await published(callAndHear([ANSWERS, BUSY], triggerNode()));

		await environment.client.run(workflow, 'Start');
		await allDelivered();

		const heard = await heardIn(environment, workflow, 2);
		expect(heard.map(({ phone_number, event, outcome }) => [phone_number, event, outcome])).toEqual(
			expect.arrayContaining([
				[ANSWERS, 'call.completed', 'completed'],
				[BUSY, 'call.failed', 'busy'],
			]),
		);
		expect(heard).toHaveLength(2);
	});

	test('receives the selected events, and only those that TopCalls accepts for a call', async () => {
		const events = ['call.started', 'call.completed'];
		const options = { campaignEvents: ['campaign.paused'] };
		const workflow = await published(callAndHear([ANSWERS], triggerNode({ events, options })));

		await environment.client.run(workflow, 'Start');
		await allDelivered();

		const heard = await heardIn(environment, workflow, 2);
		// In any order: the first one may be delivered again.
		expect(heard.map(({ event }) => event).sort()).toEqual(['call.completed', 'call.started']);
	});

	test('receives no more events once its workflow is unpublished', async () => {
		const workflow = await published(callAndHear([ANSWERS], triggerNode()));
		await environment.client.deactivate(workflow);

		await environment.client.run(workflow, 'Start');
		await environment.sandbox.waitFor('all calls processed');

		expect(environment.sandbox.placed()).toBe(1);
		expect(environment.sandbox.deliveries()).toEqual([]);
	});

	test('outputs the call as the TopCalls API returns it, in the same shape as everywhere, plus the event', async () => {
		const workflow = await published(callAndHear([ANSWERS], triggerNode({ simplify: false })));

		await environment.client.run(workflow, 'Start');
		await allDelivered();

		const [heard] = await heardIn(environment, workflow, 1);
		const { id, ...call } = await callAtApi(environment.sandbox.calls()[0]!.id);
		expect(heard).toMatchObject({ call_id: id, ...call, event: 'call.completed', ended: true });
		expect(heard?.transcript_text).toMatch(/^AI: /);
	});

	test.each([
		['an unknown call', { call_id: '0d3c1a52-58a0-4f0c-9c1b-0c3f5c1f6d11', status: 'completed' }],
		['an address in place of an ID', { call_id: '../account', status: 'completed' }],
	])('is not started by %s', async (_, event) => {
		const workflow = await published(callAndHear([ANSWERS], triggerNode()));

		const { status } = await post(workflow, event);

		expect([400, 401]).toContain(status);
		expect(await executionsByTrigger(environment, workflow)).toEqual([]);
	});

	test('is not started by the right call with false data', async () => {
		const workflow = await published(
			callAndHear([BUSY, NEVER_DIALLED], triggerNode(), { callEvents: 'none' }),
		);
		await environment.client.run(workflow, 'Start');
		const [busy, queued] = environment.sandbox.calls().map(({ id }) => id);
		await environment.sandbox.waitFor((sandbox) => sandbox.counts().open === 1);

		const answers = [
			await post(workflow, { call_id: busy, status: 'completed', transcript: 'Send money' }),
			await post(workflow, { event: 'call.transferred', call_id: queued }),
			await post(workflow, { event: 'call.completed', call_id: queued, status: 'completed' }),
			await post(workflow, { call_id: queued, status: 'failed' }),
			await post(workflow, { event: 'call.completed', call_id: busy?.toUpperCase() }),
		];

		// 503 for an event that may become true in a moment: TopCalls then delivers it again.
		expect(answers.map(({ status }) => status)).toEqual([401, 200, 503, 503, 401]);
		expect(await executionsByTrigger(environment, workflow)).toEqual([]);
	});

	test('still accepts the true event after a forged one', async () => {
		const workflow = await published(callAndHear([NEVER_DIALLED], triggerNode()));
		await environment.client.run(workflow, 'Start');
		const call_id = environment.sandbox.calls()[0]!.id;
		await post(workflow, { call_id, status: 'completed' });

		environment.sandbox.finish(call_id, 'completed');
		await allDelivered();

		expect(await heardIn(environment, workflow, 1)).toMatchObject([
			{ call_id, event: 'call.completed' },
		]);
	});

	test.each([
		['broken JSON', '{"call_id": '],
		['a list', '[{"call_id": "1"}]'],
		['null', 'null'],
		['nothing', ''],
		['five megabytes', JSON.stringify({ event: 'call.completed', filler: 'x'.repeat(5e6) })],
		['a campaign that nobody can vouch for', '{"event": "campaign.completed"}'],
	])('ignores %s', async (_, body) => {
		const events = ['call.completed', 'campaign.completed'];
		const workflow = await published(callAndHear([ANSWERS], triggerNode({ events })));

		const { status } = await post(workflow, body);

		expect(status).toBeGreaterThanOrEqual(400);
		expect(status).toBeLessThan(500);
		expect(await executionsByTrigger(environment, workflow)).toEqual([]);
	});

	test('loses no event while the TopCalls API is down', async () => {
		const workflow = await published(callAndHear([ANSWERS, BUSY], triggerNode()));
		environment.sandbox.fault({
			when: { method: 'GET', path: '/v1/calls/*' },
			do: { status: 500 },
		});
		await environment.client.run(workflow, 'Start');
		await environment.sandbox.waitFor((sandbox) => {
			const tried = sandbox.deliveries().filter(({ tries }) => tries.length > 0);
			return tried.length === 2;
		});
		expect(await executionsByTrigger(environment, workflow)).toEqual([]);

		environment.sandbox.clearFaults();
		environment.sandbox.advance(60_000);
		await allDelivered();

		for (const { tries } of environment.sandbox.deliveries()) {
			const results = tries.map(({ result }) => result);
			expect(results.slice(0, -1)).toEqual(results.slice(0, -1).fill(503));
			expect(results.at(-1)).toBe(200);
		}
		expect(await heardIn(environment, workflow, 2)).toHaveLength(2);
	});

	test('still knows after a restart which events it has received', async () => {
		const workflow = await published(callAndHear([ANSWERS, BUSY], triggerNode()));
		await environment.client.run(workflow, 'Start');
		await allDelivered();
		const copies = environment.sandbox.deliveries().map(({ body }) => body);

		await environment.restartN8n();
		for (const copy of copies) expect((await post(workflow, copy)).status).toBe(200);

		expect(await heardIn(environment, workflow, 2)).toHaveLength(2);
	});

	test('receives a test event that is posted to its test URL', async () => {
		const workflow = await saved(callAndHear([ANSWERS], triggerNode(), { callEvents: 'none' }));
		await environment.client.run(workflow, 'Start');
		await environment.sandbox.waitFor('all calls processed');
		const call_id = environment.sandbox.calls()[0]!.id;

		await environment.client.listen(workflow, 'Trigger');
		await environment.client.callTestWebhook(
			pathOf(workflow),
			request({ call_id, status: 'completed' }),
		);

		expect(await heardInTest(workflow)).toMatchObject([{ call_id, event: 'call.completed' }]);
	});

	test('receives the events of a call that its workflow makes while it listens for a test event', async () => {
		const workflow = await saved(callAndHear([ANSWERS], triggerNode()));

		await environment.client.listen(workflow, 'Trigger');
		await environment.client.run(workflow, 'Start');
		await allDelivered();

		expect(environment.sandbox.deliveries()[0]?.url).toContain('/webhook-test/');
		expect(await heardInTest(workflow)).toMatchObject([{ event: 'call.completed' }]);
	});

	test('works in production after a test as before', async () => {
		const workflow = await published(callAndHear([ANSWERS], triggerNode()));

		await environment.client.listen(workflow, 'Trigger');
		await environment.client.stopListening(workflow, pathOf(workflow));
		await environment.client.run(workflow, 'Start');
		await allDelivered();

		expect(await heardIn(environment, workflow, 1)).toHaveLength(1);
	});

	const saved = async (workflow: Workflow) =>
		await environment.client.createWorkflow(workflow, [environment.credential]);

	const published = async (workflow: Workflow) => {
		const created = await saved(workflow);
		await environment.client.activate(created);
		return created;
	};

	const post = async (workflow: SavedWorkflow, body: unknown) =>
		await environment.client.callWebhook(pathOf(workflow), request(body));

	const allDelivered = async () => {
		await environment.sandbox.waitFor('all calls processed');
		await environment.sandbox.waitFor('no delivery pending');
	};

	const callAtApi = async (id: string) =>
		(await new Client(environment.sandbox).get(`/v1/calls/${id}`)).json<{ id: string }>();

	/** The output of the execution that a test event has started. */
	const heardInTest = async (workflow: SavedWorkflow) => {
		const executions = await environment.client.executions(workflow.id);
		const outputs = await Promise.all(
			executions.map(async ({ id }) => await environment.client.executionIn(id, ['success'])),
		);
		return outputs.flatMap((execution) => outputOf(execution, 'Heard').map(({ json }) => json));
	};
});

describe('the address of the TopCalls Trigger', () => {
	test('must be reachable for TopCalls, otherwise publishing fails with a message that says so', async () => {
		const environment = await openTestEnvironment({
			credential: { baseUrl: 'https://api.topcalls.ai' },
		});
		try {
			const workflow = await environment.client.createWorkflow(callAndHear([], triggerNode()), [
				environment.credential,
			]);

			await expect(environment.client.activate(workflow)).rejects.toThrow(/WEBHOOK_URL/);
		} finally {
			await environment.close();
		}
	});
});

/** @param body a string is sent as it is, anything else as JSON */
function request(body: unknown): RequestInit {
	return {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: typeof body === 'string' ? body : JSON.stringify(body),
	};
}
