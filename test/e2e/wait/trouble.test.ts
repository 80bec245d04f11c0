import { outputOf } from '../../../dev/n8n';
import { Receiver } from '../../support/receiver';
import type { Environment } from '../../../dev/environment';
import { openTestEnvironment } from '../environment';
import { deliverAll, finish } from './deliveries';
import { callWorkflow, makeAndWait } from './workflow';
import { fictionalNumbers } from '../../../dev/sandbox';

const MINUTE_MS = 60_000;
/** Its call stays in the queue. */
const STUCK = '+14155550008';

describe('Make and Wait during outages', () => {
	let environment: Environment;
	let crm: Receiver;

	beforeAll(async () => {
		crm = await Receiver.start();
		environment = await openTestEnvironment({ sandbox: { speed: 0, processingMs: 0 } });
	});
	afterAll(async () => {
		await environment?.close();
		await crm.stop();
	});
	beforeEach(() => {
		environment.sandbox.reset();
		crm.received.length = 0;
	});

	test('n8n is killed while it waits: nothing is lost and nothing happens twice', async () => {
		const { client, sandbox } = environment;
		const [ten, alsoTen] = [fictionalNumbers(20).slice(0, 10), fictionalNumbers(20).slice(10)];
		const ids = [await startWaiting(ten), await startWaiting(alsoTen)];
		const callIds = sandbox.calls().map(({ id }) => id);
		await finish(sandbox, callIds.slice(0, 5));

		await environment.killN8n();
		await finish(sandbox, callIds.slice(5, 15));
		expect(resultsOfLastTries().filter((result) => result === 'no connection')).toHaveLength(10);
		await environment.startN8n();
		expect(await client.countExecutions(['waiting'])).toBe(2);
		await finish(sandbox, callIds.slice(15));
		await deliverAll(sandbox);

		const executions = await Promise.all(ids.map((id) => client.executionIn(id, ['success'])));
		expect(executions.map((execution) => phonesOf(outputOf(execution, 'TopCalls')))).toEqual([
			ten,
			alsoTen,
		]);
		expect(phonesAtCrm()).toEqual(fictionalNumbers(20));
		expect(Object.values(sandbox.rings())).toEqual(Array(20).fill(1));
	});

	test('TopCalls is down while its events arrive: they are accepted once it is back', async () => {
		const { client, sandbox } = environment;
		const id = await startWaiting(fictionalNumbers(2));
		sandbox.fault({ when: { method: 'GET', path: '/v1/calls/*' }, do: { status: 500 } });
		await finish(
			sandbox,
			sandbox.calls().map((call) => call.id),
		);
		expect(resultsOfLastTries()).toEqual([503, 503]);
		expect((await client.execution(id)).status).toBe('waiting');

		sandbox.clearFaults();
		sandbox.advance(MINUTE_MS);
		await deliverAll(sandbox);

		await client.executionIn(id, ['success']);
		expect(phonesAtCrm()).toEqual(fictionalNumbers(2));
	});

	test.each([
		['fails', 'failed'],
		['is completed', 'completed'],
	])('a call that %s before n8n has saved the wait still resumes it', async (_, outcome) => {
		const { client, sandbox } = environment;
		const phones = fictionalNumbers(1);
		sandbox.fault({ when: { method: 'POST', path: '/v1/calls' }, do: { delay: 1_000 } });
		const id = await client.start(await saved(phones));
		await sandbox.waitFor((now) => now.placed() === 1);
		await finish(sandbox, [idOf(phones[0]!)], outcome);
		// n8n refuses requests for an execution that is running: 409, or 500 while it is being saved.
		expect([409, 500]).toContain(resultsOfLastTries()[0]);

		await client.executionIn(id, ['waiting']);
		sandbox.advance(MINUTE_MS);
		const execution = await client.executionIn(id, ['success']);

		expect(outputOf(execution, 'TopCalls')).toMatchObject([{ json: { outcome } }]);
		expect(phonesAtCrm()).toEqual(phones);
	});

	test.each([
		['failed', '+14155550010', 'failed'],
		['completed', '+14155550011', 'completed'],
	])('a call that TopCalls immediately answers as %s needs no wait', async (_, phone, outcome) => {
		const { client, sandbox } = environment;

		const execution = await client.run(await saved([phone]));

		expect(execution.status).toBe('success');
		expect(outputOf(execution, 'TopCalls')).toMatchObject([
			{ json: { outcome }, pairedItem: { item: 0 } },
		]);
		await deliverAll(sandbox);
		expect(phonesAtCrm()).toEqual([phone]);
	});

	test('a call that is deleted at TopCalls does not delay the others; it is output as not found', async () => {
		const { client, sandbox } = environment;
		const [first, deleted, last] = ['+14155550101', STUCK, '+14155550102'] as const;
		const id = await startWaiting([first, deleted, last]);
		const gone = { method: 'GET', path: `/v1/calls/${idOf(deleted)}` };
		sandbox.fault({ when: gone, do: { status: 404 } });
		await finish(sandbox, [first, last].map(idOf));
		// A new call may be unknown for a moment, so the node asks TopCalls to deliver the events of the others again.
		expect(resultsOfLastTries()).toContain(503);

		sandbox.configure({ speed: 10 });
		const execution = await client.executionIn(id, ['success']);

		expect(outputOf(execution, 'TopCalls')).toMatchObject([
			{ json: { phone_number: first, outcome: 'completed' }, pairedItem: { item: 0 } },
			{
				json: { phone_number: deleted, call_id: idOf(deleted), wait: 'not_found', outcome: null },
				pairedItem: { item: 1 },
			},
			{ json: { phone_number: last, outcome: 'completed' }, pairedItem: { item: 2 } },
		]);
		await deliverAll(sandbox);
		expect(phonesAtCrm()).toEqual([deleted, first, last]);
	});

	test('when Max Wait is over, the calls are output as they are, marked; later events start nothing', async () => {
		const { client, sandbox } = environment;
		const call = makeAndWait({ options: { maxWait: 0.02 } });
		const workflow = await client.createWorkflow(callWorkflow(fictionalNumbers(2), crm.url, call), [
			environment.credential,
		]);
		const id = await client.start(workflow);
		await client.executionIn(id, ['waiting']);

		// n8n checks for executions whose wait is over once a minute.
		const execution = await client.executionIn(id, ['success']);

		expect(outputOf(execution, 'TopCalls')).toMatchObject(
			fictionalNumbers(2).map((phone, item) => ({
				json: { phone_number: phone, call_id: idOf(phone), wait: 'timed_out', outcome: null },
				pairedItem: { item },
			})),
		);
		await finish(sandbox, fictionalNumbers(2).map(idOf));
		await deliverAll(sandbox);
		expect(phonesAtCrm()).toEqual(fictionalNumbers(2));
		expect(await client.countExecutions(['waiting', 'running'])).toBe(0);
	});

	const saved = async (phones: string[]) =>
		await environment.client.createWorkflow(callWorkflow(phones, crm.url), [
			environment.credential,
		]);

	async function startWaiting(phones: string[]): Promise<string> {
		const id = await environment.client.start(await saved(phones));
		await environment.client.executionIn(id, ['waiting']);
		return id;
	}

	const idOf = (phone: string) =>
		environment.sandbox.calls().find(({ phoneNumber }) => phoneNumber === phone)?.id ?? '';

	const resultsOfLastTries = () =>
		environment.sandbox.deliveries().map(({ tries }) => tries.at(-1)?.result);

	const phonesAtCrm = () => crm.received.map(({ payload }) => String(payload.phone)).sort();

	const phonesOf = (items: ReturnType<typeof outputOf>) =>
		items.map(({ json }) => json.phone_number);
});
