import { setTimeout as delay } from 'node:timers/promises';
import { NodeConnectionTypes } from 'n8n-workflow';
import type { Workflow } from '../../dev/n8n';
import { exampleNamed, node, triggerNode, workflowOf } from '../../dev/environment';
import { LeadWorkflow, endedOf, fieldOf, itemsOf } from './leadWorkflow';
import { inLists, leads, onceEach, without } from './leads';
import { openQueueEnvironment, type QueueEnvironment } from './environment';

/** Identifies a lead, not an execution, so that the same lead can be sent again. */
const OWN_KEY = { idempotencyKey: '={{ $json.id }}' };
/** One call after the other, so that an execution lasts long enough to be interrupted. */
const SLOWLY = { maxConcurrency: 1 };
const SLOW_REPLIES = { latencyMs: 150 };
/** The calls end, and their events arrive, at different times. */
const SPREAD = { webhookScatterMs: 20 * 60_000, webhookTimeoutMs: 30_000 };
/** In milliseconds, for a slow machine. */
const PATIENCE = 120_000;

describe('n8n in queue mode', () => {
	let environment: QueueEnvironment;

	beforeAll(async () => (environment = await openQueueEnvironment()));
	afterAll(async () => await environment?.close());
	beforeEach(() => environment.sandbox.reset());

	test('sends the events of the calls that workers make to the trigger of their workflow, also when one is retried', async () => {
		const { sandbox, cluster, client } = environment;
		const all = leads(60);
		const [ofOne, ofOther] = [all.slice(0, 30), all.slice(30)];
		const publish = async (path: string) => {
			const hearer = triggerNode({});
			const url = `${cluster.webhookUrl}/webhook/${hearer.webhookId}/webhook`;
			const make = { operation: 'make', callEvents: 'workflowTrigger' };
			return { url, leadWorkflow: await LeadWorkflow.publish(environment, path, make, hearer) };
		};
		const one = await publish('told-of-one');
		const other = await publish('told-of-the-other');

		const refused = ofOne[7]?.phone ?? '';
		sandbox.fault({ when: { method: 'POST', number: refused }, first: 1, do: { status: 422 } });
		await Promise.all([
			one.leadWorkflow.call(inLists(ofOne, 10)),
			other.leadWorkflow.call(inLists(ofOther, 10)),
		]);
		await sandbox.waitFor(() => sandbox.placed() === 59, PATIENCE);
		const [broken] = (await one.leadWorkflow.ended()).broken;
		await client.retry(broken?.id ?? '');
		await sandbox.waitFor('all calls processed');
		await sandbox.waitFor('no delivery pending', PATIENCE);

		for (const { url, leadWorkflow, lead } of [
			{ ...one, lead: ofOne },
			{ ...other, lead: ofOther },
		]) {
			const numbers = lead.map(({ phone }) => phone).sort();
			const told = sandbox.calls().filter(({ request }) => request?.webhook_url === url);
			expect(told.map(({ phoneNumber }) => phoneNumber).sort()).toEqual(numbers);
			const { done } = await leadWorkflow.ended();
			expect(fieldOf(itemsOf(done, 'Trigger'), 'phone_number')).toEqual(numbers);
			await client.deactivate(leadWorkflow.workflow);
		}
	});

	test('calls 500 leads once each, waits for them and follows up, although a worker dies in the middle', async () => {
		const { sandbox, cluster, client } = environment;
		const everyCall = workflowOf('follow-up', [triggerNode({ source: 'account' })]);
		const followUp = await client.createWorkflow(everyCall, [environment.credential]);
		await client.activate(followUp);
		const waitedFor = leads(500);
		const appointments = await LeadWorkflow.publish(environment, 'appointments', {
			operation: 'makeAndWait',
			options: { ...OWN_KEY, ...SLOWLY },
		});
		const notWaitedFor = leads(100, 500);
		const reminders = await LeadWorkflow.publish(environment, 'reminders', {
			operation: 'make',
			options: SLOWLY,
		});

		sandbox.configure({ ...SLOW_REPLIES, ...SPREAD });
		const taken = [
			reminders.call(inLists(notWaitedFor, 10)),
			appointments.call(inLists(waitedFor, 10)),
		];
		await sandbox.waitFor(() => sandbox.placed() >= 150, PATIENCE);
		await cluster.kill('worker');
		sandbox.configure({ latencyMs: 0 });
		await Promise.all(taken);

		// n8n 1.x gives the jobs of the dead worker to the other one; n8n 2.x fails them and drops their items.
		const reminded = await reminders.ended();
		const first = await appointments.ended();
		tell(
			'Make and Wait',
			first.done.length,
			'executions,',
			first.broken.length,
			'died with the worker',
		);
		tell(
			'Make',
			reminded.done.length,
			'executions,',
			reminded.broken.length,
			'died with the worker',
		);
		const left = without(waitedFor, fieldOf(itemsOf(first.done), 'phone_number'));
		expect(first.done.length + first.broken.length).toBe(50);
		expect(left).toHaveLength(10 * first.broken.length);
		const reached = fieldOf(itemsOf(reminded.done), 'phone_number');
		expect(reminded.done.length + reminded.broken.length).toBe(10);
		expect(reached).toHaveLength(10 * reminded.done.length);

		// With a key of its own, a lead can be sent again.
		await appointments.call(inLists(left, 10));
		const results = itemsOf((await appointments.ended()).done);
		expect(fieldOf(results, 'phone_number')).toEqual(waitedFor.map(({ phone }) => phone).sort());
		expect(results.filter(({ outcome }) => outcome === null)).toEqual([]);

		await sandbox.waitFor('all calls processed');
		const rings = sandbox.rings();
		expect(Math.max(...Object.values(rings))).toBe(1);
		expect(rings).toMatchObject(onceEach([...fieldOf(results, 'phone_number'), ...reached]));
		expect(sandbox.requests().some(({ replayed }) => replayed)).toBe(true);

		const completed = sandbox.calls().filter(({ outcome }) => outcome === 'completed');
		const told = () => sandbox.deliveries().filter(({ subscriptionId }) => subscriptionId);
		await sandbox.waitFor(
			() => told().filter(({ state }) => state === 'delivered').length === completed.length,
			PATIENCE,
		);
		const followed = await endedOf(environment, followUp);
		tell(
			'Trigger',
			followed.done.length,
			'executions,',
			followed.broken.length,
			'died with the worker',
		);
		expect(followed.done.length + followed.broken.length).toBe(completed.length);
		const ids = fieldOf(itemsOf(followed.done, 'Trigger'), 'call_id');
		expect(new Set(ids).size).toBe(ids.length);
		await client.deactivate(followUp);
	});

	test('calls nobody twice when crashed executions are retried after a power cut', async () => {
		const { sandbox, cluster, client } = environment;
		await cluster.startWorker();
		const all = leads(100);
		const visits = await LeadWorkflow.publish(environment, 'visits', {
			operation: 'makeAndWait',
			options: { ...OWN_KEY, ...SLOWLY },
		});

		sandbox.configure(SLOW_REPLIES);
		await visits.call(inLists(all, 10));
		await sandbox.waitFor(() => sandbox.placed() >= 30, PATIENCE);
		await Promise.all([cluster.kill('main'), cluster.kill('webhook'), cluster.kill('worker')]);
		// TopCalls repeats a delivery for more than an hour, which is too short at 20 times the speed.
		sandbox.configure({ latencyMs: 0, speed: 1 });
		// The other worker continues, and notices that the jobs of the dead one have stalled.
		while ((await cluster.takenJobs()) > 0) await delay(500);
		await cluster.startMain();
		await Promise.all([cluster.startWebhookProcessor(), cluster.startWorker()]);
		sandbox.configure({ speed: 20 });

		const { done, broken } = await visits.ended();
		tell('Make and Wait', done.length, 'executions,', broken.length, 'crashed and retried');
		for (const { id } of broken) await client.retry(id);

		const results = itemsOf((await visits.ended()).done);
		expect(fieldOf(results, 'phone_number')).toEqual(all.map(({ phone }) => phone).sort());
		expect(results.filter(({ outcome }) => outcome === null)).toEqual([]);
		expect(sandbox.rings()).toEqual(onceEach(all.map(({ phone }) => phone)));
		expect(sandbox.requests().some(({ replayed }) => replayed)).toBe(true);
	});

	test('starts one execution for each event, however often it is delivered to one webhook processor', async () => {
		const { started, calls } = await deliverCopies('copies-to-one');
		expect(started).toEqual(calls);
	});

	test('loses no event with two webhook processors', async () => {
		await twoWebhookProcessors();
		const { started, calls } = await deliverCopies('copies-to-two');
		expect([...new Set(started)]).toEqual(calls);
	});

	test('runs the steps after the example’s counter once for each event, with two webhook processors', async () => {
		const { sandbox, cluster, client } = environment;
		await twoWebhookProcessors();
		const example = exampleNamed('queue-mode/one-execution-per-event');
		const redis = await client.createCredential({
			name: 'Redis account',
			type: 'redis',
			data: cluster.redisCredential,
		});
		const hearer = await client.createWorkflow(withRemoveDuplicates(example), [
			environment.credential,
			redis,
		]);
		await client.activate(hearer);
		const trigger = example.nodes.find(({ webhookId }) => webhookId);
		const calls = await makeCallsTold(
			`${cluster.webhookUrl}/webhook/${trigger?.webhookId}/webhook`,
		);
		const { done, broken } = await endedOf(environment, hearer);
		await client.deactivate(hearer);

		expect(broken).toEqual([]);
		expect(fieldOf(itemsOf(done, 'The event'), 'call_id')).toEqual(calls);
		tell(
			sandbox.deliveries().length,
			'copies of 100 events started',
			done.length,
			'executions;',
			itemsOf(done, 'Remove Duplicates').filter(({ call_id }) => call_id).length,
			'passed Remove Duplicates',
		);
	});

	async function twoWebhookProcessors(): Promise<void> {
		const { cluster } = environment;
		if (cluster.running.webhook.length < 2) await cluster.startWebhookProcessor();
	}

	/** Makes 100 calls whose events go to a URL, in up to five copies; resolves to their IDs once all are delivered. */
	async function makeCallsTold(webhookUrl: string): Promise<string[]> {
		const { sandbox, client } = environment;
		sandbox.configure({ webhookCopies: [1, 5], webhookTimeoutMs: SPREAD.webhookTimeoutMs });
		const leadWorkflow = await LeadWorkflow.publish(environment, 'calls-told-to-the-example', {
			operation: 'make',
			callEvents: 'url',
			webhookUrl,
			webhookEvents: ['call.completed', 'call.failed'],
		});
		await leadWorkflow.call(inLists(leads(100), 50));
		await sandbox.waitFor(
			() => sandbox.counts().unprocessed === 0 && sandbox.placed() === 100,
			PATIENCE,
		);
		await sandbox.waitFor('no delivery pending', PATIENCE);
		await client.deactivate(leadWorkflow.workflow);
		return sandbox
			.calls()
			.map(({ id }) => id)
			.sort();
	}

	/** Makes 100 calls whose events arrive in up to five copies; returns the calls that started executions. */
	async function deliverCopies(path: string): Promise<{ started: string[]; calls: string[] }> {
		const { sandbox, client } = environment;
		sandbox.configure({ webhookCopies: [1, 5], webhookTimeoutMs: SPREAD.webhookTimeoutMs });
		const hearer = triggerNode({});
		const leadWorkflow = await LeadWorkflow.publish(
			environment,
			path,
			{
				operation: 'make',
				callEvents: 'url',
				webhookUrl: `${environment.cluster.webhookUrl}/webhook/${hearer.webhookId}/webhook`,
				webhookEvents: ['call.completed', 'call.failed'],
			},
			hearer,
		);
		await leadWorkflow.call(inLists(leads(100), 50));
		await sandbox.waitFor(
			() => sandbox.counts().unprocessed === 0 && sandbox.placed() === 100,
			PATIENCE,
		);
		await sandbox.waitFor('no delivery pending', PATIENCE);
		const { done, broken } = await leadWorkflow.ended();
		await client.deactivate(leadWorkflow.workflow);

		expect(broken).toEqual([]);
		const started = fieldOf(itemsOf(done, 'Trigger'), 'call_id');
		tell(
			path,
			sandbox.deliveries().length,
			'copies of 100 events started',
			started.length,
			'executions',
		);
		return {
			started,
			calls: sandbox
				.calls()
				.map(({ id }) => id)
				.sort(),
		};
	}
});

/** In parallel with the counter, n8n's Remove Duplicates node; the test logs how many it lets pass. */
function withRemoveDuplicates(example: Workflow): Workflow {
	const [name, trigger] = ['Remove Duplicates', 'A call has ended'];
	const beside = node(
		name,
		'n8n-nodes-base.removeDuplicates',
		{
			operation: 'removeItemsSeenInPreviousExecutions',
			logic: 'removeItemsWithAlreadySeenKeyValues',
			dedupeValue: '={{ $json.event }} {{ $json.call_id }}',
		},
		{ typeVersion: 2, onError: 'continueRegularOutput' },
	);
	const [next = []] = example.connections[trigger]?.main ?? [];
	const links = [...(next ?? []), { node: name, type: NodeConnectionTypes.Main, index: 0 }];
	return {
		...example,
		nodes: [...example.nodes, beside],
		connections: { ...example.connections, [trigger]: { main: [links] } },
	};
}

/** Only logged: n8n's own behavior is not tested here. */
function tell(...words: Array<string | number>): void {
	process.stdout.write(`      ${words.join(' ')}\n`);
}
