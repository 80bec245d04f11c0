import { createHmac } from 'node:crypto';
import type { SavedWorkflow } from '../../dev/n8n';
import { triggerNode, type Environment } from '../../dev/environment';
import { openTestEnvironment } from './environment';
import { callAndHear, executionsByTrigger, heardIn, pathOf } from './triggerWorkflow';
import { Client } from '../support/apiClient';

const CALLS = 1_000;
const SECRET = 'whsec_e2e_4711';

describe('many events for the TopCalls Trigger, on a real n8n', () => {
	let environment: Environment;

	beforeAll(async () => {
		// n8n's default engine for expressions takes a tenth of a second for each event, with any trigger node.
		environment = await openTestEnvironment({ n8nEnv: { N8N_EXPRESSION_ENGINE: 'legacy' } });
	});
	afterAll(async () => await environment?.close());

	test('starts exactly one execution for each event, however often and whenever it is delivered', async () => {
		// About half of the copies are sent together with the first, the others at other times.
		environment.sandbox.configure({
			speed: 60,
			webhookCopies: [1, 5],
			webhookScatterMs: 1_800_000,
			webhookTimeoutMs: 30_000,
		});
		const numbers = Array.from({ length: CALLS }, (_, index) => `+1415${5_550_100 + index}`);
		const workflow = await environment.client.createWorkflow(
			callAndHear(numbers, triggerNode({ simplify: false })),
			[environment.credential],
		);
		await environment.client.activate(workflow);

		await environment.client.start(workflow, 'Start');
		await environment.sandbox.waitFor((sandbox) => sandbox.placed() === CALLS, 120_000);
		await environment.sandbox.waitFor('all calls processed', 120_000);
		await environment.sandbox.waitFor('no delivery pending', 240_000);

		const delivered = environment.sandbox.deliveries().filter(({ state }) => state === 'delivered');
		expect(new Set(delivered.map(({ callId }) => callId)).size).toBe(CALLS);
		expect(delivered.length).toBeGreaterThan(2 * CALLS);
		const heard = await heardIn(environment, workflow, CALLS);
		expect(heard).toHaveLength(CALLS);
		expect(new Set(heard.map(({ call_id }) => call_id)).size).toBe(CALLS);
		for (const item of heard) {
			const { id, ...call } = await callAtApi(String(item.call_id));
			expect(item).toMatchObject({ call_id: id, ...call, event: 'call.completed' });
		}
	}, 600_000);

	const callAtApi = async (id: string) =>
		(await new Client(environment.sandbox).get(`/v1/calls/${id}`)).json<{ id: string }>();
});

describe('the signature of events, on a real n8n', () => {
	let environment: Environment;
	let workflow: SavedWorkflow;

	beforeAll(async () => {
		environment = await openTestEnvironment({
			sandbox: { speed: 60 },
			credential: { webhookSecret: SECRET },
		});
	});
	afterAll(async () => await environment?.close());
	beforeEach(() => environment.sandbox.reset());

	test.each([
		['the defaults', {}, {}],
		[
			'a time, a prefix and another encoding',
			{ timestampHeader: 'x-time', prefix: 'v1=', encoding: 'base64', algorithm: 'sha512' },
			{ timestampHeader: 'X-Time', prefix: 'v1=', encoding: 'base64', algorithm: 'sha512' },
		],
	] as const)('is accepted when it is right, with %s', async (_, sandboxSide, options) => {
		const signature = {
			secret: SECRET,
			header: 'x-topcalls-signature',
			timestampHeader: null,
			algorithm: 'sha256',
			encoding: 'hex' as const,
			prefix: '',
			...sandboxSide,
		};
		environment.sandbox.configure({ signature });
		await publish({ options });

		await environment.client.run(workflow, 'Start');
		await environment.sandbox.waitFor('all calls processed');
		await environment.sandbox.waitFor('no delivery pending');

		expect(environment.sandbox.deliveries().map(({ state }) => state)).toEqual(['delivered']);
		expect(await heardIn(environment, workflow, 1)).toHaveLength(1);
	});

	test('is refused if it is missing, wrong or old, and nothing starts', async () => {
		await publish({ options: { timestampHeader: 'X-Time' } }, { callEvents: 'none' });
		await environment.client.run(workflow, 'Start');
		await environment.sandbox.waitFor('all calls processed');
		const body = JSON.stringify({
			call_id: environment.sandbox.calls()[0]?.id,
			status: 'completed',
		});
		const now = Math.floor(Date.now() / 1_000);

		expect(await post(body, {})).toBe(401);
		expect(await post(body, signed(body, now, 'another secret'))).toBe(401);
		expect(await post(body.replace('completed', 'failed'), signed(body, now))).toBe(401);
		expect(await post(body, signed(body, now - 3_600))).toBe(401);
		expect(await executionsByTrigger(environment, workflow)).toEqual([]);

		expect(await post(body, signed(body, now))).toBe(200);
		expect(await heardIn(environment, workflow, 1)).toHaveLength(1);
	});

	test('makes events of campaigns, which are not calls, trusted', async () => {
		await publish({ events: [], options: { campaignEvents: ['campaign.paused'] } });
		const body = JSON.stringify({ event: 'campaign.paused', campaign_id: 'camp_1', at: 1 });
		const again = JSON.stringify({ event: 'campaign.paused', campaign_id: 'camp_1', at: 2 });

		for (const each of [body, body, again]) {
			const hmac = createHmac('sha256', SECRET).update(each).digest('hex');
			expect(await post(each, { 'x-topcalls-signature': hmac })).toBe(200);
		}

		expect(await heardIn(environment, workflow, 2)).toMatchObject([
			{ campaign_id: 'camp_1', at: 1, event: 'campaign.paused' },
			{ campaign_id: 'camp_1', at: 2, event: 'campaign.paused' },
		]);
	});

	const publish = async (trigger: object, make = {}) => {
		workflow = await environment.client.createWorkflow(
			callAndHear(['+14155550101'], triggerNode({ ...trigger }), make),
			[environment.credential],
		);
		await environment.client.activate(workflow);
	};

	const post = async (body: string, headers: Record<string, string>) => {
		const init = {
			method: 'POST',
			headers: { 'Content-Type': 'application/json', ...headers },
			body,
		};
		return (await environment.client.callWebhook(pathOf(workflow), init)).status;
	};

	const signed = (body: string, time: number, secret = SECRET) => ({
		'x-time': String(time),
		'x-topcalls-signature': createHmac('sha256', secret).update(`${time}.${body}`).digest('hex'),
	});
});
