import net from 'node:net';
import { once } from 'node:events';
import { startSandbox } from '../../../dev/sandbox';
import { connectToSandbox } from '../../../dev/sandbox/remote';
import { Client } from '../../support/apiClient';
import { useSandbox } from '../../support/sandbox';

const NUMBER = '+14155551234';

const sandbox = useSandbox({ speed: 0 });
const client = new Client(sandbox);

describe('the inspection', () => {
	test('works over HTTP like in the process', async () => {
		const remote = await connectToSandbox(sandbox.url);
		expect(remote.apiKey).toBe(sandbox.apiKey);
		const id = await client.callId(NUMBER);
		await remote.advance(5_000);
		await remote.finish(id, 'busy');
		await remote.waitFor('all calls ended');
		expect(await remote.calls()).toEqual(sandbox.calls());
		expect(await remote.rings()).toEqual({ [NUMBER]: 1 });
		expect(await remote.requests()).toEqual(sandbox.requests());
		expect(await remote.requestCounts()).toEqual({ 'POST /v1/calls': 1 });
		expect(await remote.deliveries()).toEqual([]);
		expect(await remote.counts()).toEqual(sandbox.counts());
		expect(await remote.now()).toBe(sandbox.now());

		await remote.configure({ quotaCalls: 0 });
		expect((await client.call(NUMBER)).status).toBe(402);
		await remote.fault({ do: { status: 503 } });
		expect((await client.call(NUMBER)).status).toBe(503);
		await remote.clearFaults();
		await remote.reset();
		expect([await remote.placed(), (await remote.settings()).quotaCalls]).toEqual([0, null]);
	});

	test('refuses settings and faults it does not know', async () => {
		const remote = await connectToSandbox(sandbox.url);
		await expect(remote.configure({ sped: 3 } as object)).rejects.toThrow('400');
		await expect(remote.fault({ do: 'cutafter' as 'cutAfter' })).rejects.toThrow('400');
		await expect(remote.finish('nobody')).rejects.toThrow('404');
	});

	test('waits for a named condition, and says what it saw if that is not met', async () => {
		await client.call('+14155550008');
		const story = 'Waited 20 ms for all calls ended: {"placed":1,"open":1';
		await expect(sandbox.waitFor('all calls ended', 20)).rejects.toThrow(story);
		const waiting = sandbox.waitFor((s) => s.placed() === 2);
		await client.call(NUMBER);
		await waiting;
	});

	test('logs every request with its route and status', async () => {
		await client.call(NUMBER, {}, 'a-good-key');
		await client.get('/v1/calls/unknown');
		expect(sandbox.requests()).toMatchObject([
			{ method: 'POST', path: '/v1/calls', status: 201, idempotencyKey: 'a-good-key' },
			{ route: 'GET /v1/calls/:id', path: '/v1/calls/unknown', status: 404 },
		]);
	});
});

describe('stopping', () => {
	test('closes kept connections, waiting replies and the live page at once', async () => {
		const own = await startSandbox({ speed: 0 });
		own.fault({ do: { delay: 60_000 } });
		const unanswered = expect(new Client(own).call(NUMBER)).rejects.toThrow();
		const page = await fetch(`${own.url}/_sandbox/live`);
		const { hostname, port } = new URL(own.url);
		const idle = net.connect(Number(port), hostname);
		await once(idle, 'connect');
		await own.waitFor((s) => s.placed() === 1);
		const closed = once(idle, 'close');
		await own.stop();
		await Promise.all([unanswered, closed, page.text().catch(() => 'cut')]);
		await expect(fetch(own.url)).rejects.toThrow();
	});
});

describe('the live page', () => {
	test('shows the calls without anything from another host', async () => {
		const html = await (await fetch(sandbox.url)).text();
		expect(html).toContain('TopCalls sandbox');
		expect(html).not.toMatch(/https?:\/\//);
		for (const [, path] of html.matchAll(/(?:src|href)="(\/[^"]+)"/g)) {
			expect((await fetch(sandbox.url + path)).status).toBe(200);
		}
	});

	test('streams each call with the words on the line', async () => {
		await client.call(NUMBER);
		sandbox.advance(10_000);
		const stream = (await fetch(`${sandbox.url}/_sandbox/live`)).body!.getReader();
		const { value } = await stream.read();
		const view = JSON.parse(
			Buffer.from(value!)
				.toString()
				.replace(/^data: /, ''),
		) as object;
		expect(view).toMatchObject({
			totals: { placed: 1, open: 1, rings: 1 },
			calls: [{ number: NUMBER, words: { by: 'assistant', text: expect.stringContaining('Hi') } }],
		});
		await stream.cancel();
	});
});
