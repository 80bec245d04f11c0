import { readFile } from 'node:fs/promises';
import { searchForKey } from '../../../dev/demo/keySearch';
import { outputOf } from '../../../dev/n8n';
import { Receiver } from '../../support/receiver';
import type { Environment } from '../../../dev/environment';
import { hasResumeToken } from '../capabilities';
import { openTestEnvironment } from '../environment';
import { deliverAll, finish } from './deliveries';
import { callWorkflow } from './workflow';
import { fictionalNumbers } from '../../../dev/sandbox';

const [NUMBER = ''] = fictionalNumbers(1);
const OWN_TOKEN = 'topcalls_token';
const N8N_TOKEN = 'signature';

describe('The resume URL of Make and Wait, under attack', () => {
	let environment: Environment;
	let crm: Receiver;
	let executionId: string;
	/** The resume URL, as TopCalls knows it. */
	let address: URL;
	let callId: string;
	const tokens: string[] = [];
	let answers: number[];
	let linesBefore: number;

	beforeAll(async () => {
		crm = await Receiver.start();
		environment = await openTestEnvironment({ sandbox: { speed: 0, processingMs: 0 } });
	});
	afterAll(async () => {
		await environment?.close();
		await crm.stop();
	});

	beforeEach(async () => {
		const { client, sandbox } = environment;
		sandbox.reset();
		crm.received.length = 0;
		answers = [];
		const workflow = await client.createWorkflow(callWorkflow([NUMBER], crm.url), [
			environment.credential,
		]);
		executionId = await client.start(workflow);
		await client.executionIn(executionId, ['waiting']);
		const [call] = sandbox.calls();
		address = new URL(call!.request.webhook_url!);
		callId = call!.id;
		tokens.push(address.searchParams.get(OWN_TOKEN)!);
		linesBefore = await linesInLog();
	});

	/** After any attack, the real event still resumes the execution, once. */
	afterEach(async () => {
		const { client, sandbox } = environment;
		if (sandbox.counts().open > 0) await finish(sandbox, [callId]);
		await deliverAll(sandbox);
		const execution = await client.executionIn(executionId, ['success']);
		expect(outputOf(execution, 'TopCalls')).toHaveLength(1);
		expect(crm.received).toHaveLength(1);
		expect(sandbox.rings()).toEqual({ [NUMBER]: 1 });
	});

	describe('with at most two short lines in the log of n8n', () => {
		/** n8n logs two short lines for a request that it refuses itself, and none for one that the node refuses. */
		afterEach(async () => {
			const refusedByN8n = answers.filter((status) => [404, 409, 413, 422].includes(status));
			expect((await linesInLog()) - linesBefore).toBeLessThanOrEqual(2 * refusedByN8n.length);
		});

		test('a wrong token of the node is refused, even when the call has ended', async () => {
			environment.sandbox.configure({ webhookDelayMs: 60_000 });
			environment.sandbox.finish(callId);
			const token = address.searchParams.get(OWN_TOKEN)!;
			for (const wrong of ['', 'x', token.slice(1), `${token}x`, token.replace(/./, '-'), '%00']) {
				address.searchParams.set(OWN_TOKEN, wrong);
				expect(await post(completed())).toBe(401);
			}
			await stillWaiting();
		});

		test('a request without the token of the node, or with several, is refused', async () => {
			address.searchParams.append(OWN_TOKEN, 'x');
			expect(await post(completed())).toBe(401);
			address.searchParams.delete(OWN_TOKEN);
			expect(await post(completed())).toBe(401);
			await stillWaiting();
		});

		(hasResumeToken ? it : it.skip)(
			`a wrong token of n8n, or none, is refused${hasResumeToken ? '' : ' (n8n 1.x has none)'}`,
			async () => {
				address.searchParams.set(
					N8N_TOKEN,
					address.searchParams.get(N8N_TOKEN)!.replace(/./g, '0'),
				);
				expect(await post(completed())).toBe(401);
				address.searchParams.delete(N8N_TOKEN);
				expect(await post(completed())).toBe(401);
				await stillWaiting();
			},
		);

		test('a forged “completed” for a call still in progress resumes nothing', async () => {
			expect(await post(completed())).toBe(503);
			expect(await post({ event: 'call.completed', call: { id: callId } })).toBe(503);
			expect(await post({ event: 'call.completed', status: 'completed' })).toBe(503);
			await stillWaiting();
		});

		test('an event of another call resumes nothing', async () => {
			expect(await post({ ...completed(), call_id: '6dbb2f0e-35a8-4f4b-8f57-3f1f3bb7a1f0' })).toBe(
				200,
			);
			expect(await post({ ...completed(), call_id: '../../webhooks' })).toBe(200);
			expect(await post({ ...completed(), call_id: { $ne: null } })).toBe(200);
			await stillWaiting();
		});

		test('bodies that are not events resume nothing', async () => {
			for (const body of [
				'',
				'{',
				'null',
				'[]',
				'"completed"',
				'{"call_id":',
				'\u0000',
				'<xml/>',
			]) {
				const status = await postRaw(body, 'application/json');
				expect([200, 400, 422, 503]).toContain(status);
			}
			expect([200, 400, 503]).toContain(await postRaw('call_id=1', 'text/plain'));
			await stillWaiting();
		});

		test('a body of 5 MB resumes nothing and does not harm n8n', async () => {
			const filler = 'x'.repeat(5 * 1024 * 1024);
			expect([200, 413, 503]).toContain(await post({ ...completed(), filler }));
			address.searchParams.delete(OWN_TOKEN);
			expect([401, 413]).toContain(await post({ ...completed(), filler }));
			await stillWaiting();
		});

		test('a replayed event resumes nothing a second time', async () => {
			await finish(environment.sandbox, [callId]);
			await environment.client.executionIn(executionId, ['success']);
			const [delivery] = environment.sandbox.deliveries();

			const replays = await Promise.all(
				Array.from({ length: 10 }, async () => await postRaw(delivery!.body, 'application/json')),
			);

			expect(new Set(replays)).toEqual(new Set([409]));
		});

		test('the same event ten times at the same moment resumes once', async () => {
			environment.sandbox.configure({ webhookDelayMs: 60_000 });
			environment.sandbox.finish(callId);
			await environment.sandbox.waitFor('all calls processed');

			const answers = await Promise.all(
				Array.from({ length: 10 }, async () => await post(completed())),
			);

			expect(answers).toContain(200);
			expect(answers.every((status) => [200, 409].includes(status))).toBe(true);
		});

		test('other methods and other paths are not answered', async () => {
			const response = await fetch(address);
			answers.push(response.status);
			expect(response.status).toBe(404);
			address.pathname = address.pathname.replace(/\/[^/]+$/, '');
			expect(await post(completed())).toBe(404);
			await stillWaiting();
		});
	});

	/** Last, as it stops n8n: only a stopped n8n has written everything to disk. */
	test('leaves neither the API key nor the token in any file of n8n: no log, no saved execution', async () => {
		const { n8n, sandbox } = environment;
		await finish(sandbox, [callId]);
		await environment.client.executionIn(executionId, ['success']);
		await n8n.stop();

		for (const secret of [sandbox.apiKey, ...tokens]) {
			expect((await searchForKey(n8n, secret, NUMBER)).complaints).toEqual([]);
		}
		await environment.startN8n();
	});

	const completed = () => ({ call_id: callId, status: 'completed', call_status: 'completed' });

	const post = async (body: object) => await postRaw(JSON.stringify(body), 'application/json');

	async function postRaw(body: string, type: string): Promise<number> {
		const headers = { 'content-type': type };
		const response = await fetch(address, { method: 'POST', headers, body });
		await response.arrayBuffer();
		answers.push(response.status);
		return response.status;
	}

	async function linesInLog(): Promise<number> {
		return (await readFile(environment.n8n.logFile, 'utf8')).split('\n').length;
	}

	async function stillWaiting(): Promise<void> {
		expect((await environment.client.execution(executionId)).status).toBe('waiting');
		expect(crm.received).toHaveLength(0);
	}
});
