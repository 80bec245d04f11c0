import { Client } from '../../support/apiClient';
import { useSandbox } from '../../support/sandbox';

const NUMBER = '+14155551234';
const KEY = 'a1b2c3d4-e5f6-7890-abcd-ef0123456789';
const DAY_MS = 24 * 60 * 60_000;
const LONG_MS = 60 * 60_000;

const sandbox = useSandbox({ speed: 0 });
const client = new Client(sandbox);

describe('Idempotency-Key', () => {
	test('replays the same reply for 24 hours and calls once', async () => {
		const first = await client.call(NUMBER, {}, KEY);
		sandbox.advance(DAY_MS - 1_000);
		const repeat = await client.call(NUMBER, {}, KEY);
		expect(repeat.text).toBe(first.text);
		expect(sandbox.rings()).toEqual({ [NUMBER]: 1 });
		expect(sandbox.requests().map(({ replayed }) => replayed)).toEqual([false, true]);

		sandbox.advance(2_000);
		expect((await client.call(NUMBER, {}, KEY)).text).not.toBe(first.text);
	});

	test('places a call for each request without a key', async () => {
		await client.call(NUMBER);
		await client.call(NUMBER);
		sandbox.advance(LONG_MS);
		expect(sandbox.rings()).toEqual({ [NUMBER]: 2 });
	});

	test('must be 8 to 255 characters of letters, digits, _ and -', async () => {
		for (const key of ['short', 'has space in it', 'x'.repeat(256)]) {
			expect((await client.call(NUMBER, {}, key)).status).toBe(400);
		}
		expect((await client.call(NUMBER, {}, 'x'.repeat(255))).status).toBe(201);
		expect(sandbox.placed()).toBe(1);
	});

	test('used with another body replays the first reply, or is refused when set to', async () => {
		const first = await client.call(NUMBER, {}, KEY);
		expect((await client.call('+14155554321', {}, KEY)).text).toBe(first.text);
		sandbox.configure({ sameKeyOtherBody: 422 });
		expect((await client.call('+14155554321', {}, KEY)).status).toBe(422);
		expect((await client.call(NUMBER, {}, KEY)).text).toBe(first.text);
	});

	test('repeated while the first request is in flight waits for its reply', async () => {
		sandbox.fault({ first: 1, do: { delay: 50 } });
		const replies = await Promise.all([
			client.call(NUMBER, {}, KEY),
			client.call(NUMBER, {}, KEY),
			client.call(NUMBER, {}, KEY),
		]);
		expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
		expect(sandbox.placed()).toBe(1);
	});

	test('repeated while the first request is in flight is refused with 409 when set to', async () => {
		sandbox.configure({ repeatInFlight: 409 });
		sandbox.fault({ first: 1, do: { delay: 50 } });
		const replies = await Promise.all([client.call(NUMBER, {}, KEY), client.call(NUMBER, {}, KEY)]);
		expect(replies.map(({ status }) => status).sort()).toEqual([201, 409]);
	});

	test('forgets a refusal, so that the next try counts; remembers it when set to', async () => {
		sandbox.configure({ quotaCalls: 0 });
		expect((await client.call(NUMBER, {}, KEY)).status).toBe(402);
		sandbox.configure({ quotaCalls: null });
		expect((await client.call(NUMBER, {}, KEY)).status).toBe(201);

		sandbox.configure({ quotaCalls: 0, rememberAnswers: 'all' });
		expect((await client.call(NUMBER, {}, `${KEY}-2`)).status).toBe(402);
		sandbox.configure({ quotaCalls: null });
		expect((await client.call(NUMBER, {}, `${KEY}-2`)).status).toBe(402);
	});
});

describe('faults', () => {
	test('a connection cut before anything happened leaves no call', async () => {
		sandbox.fault({ when: { method: 'POST', path: '/v1/calls' }, first: 1, do: 'cutBefore' });
		await expect(client.call(NUMBER, {}, KEY)).rejects.toThrow();
		expect(sandbox.placed()).toBe(0);
		expect((await client.call(NUMBER, {}, KEY)).status).toBe(201);
		expect(sandbox.requests().map(({ status }) => status)).toEqual(['cut', 201]);
	});

	test('a connection cut after the call was placed leaves exactly one ring and the same reply for the same Idempotency-Key', async () => {
		sandbox.fault({ when: { method: 'POST', path: '/v1/calls' }, first: 1, do: 'cutAfter' });
		await expect(client.call(NUMBER, {}, KEY)).rejects.toThrow();
		expect(sandbox.placed()).toBe(1);
		const reply = await client.call(NUMBER, {}, KEY);
		expect(reply.json()).toMatchObject({ call_id: sandbox.calls()[0]!.id });
		sandbox.advance(LONG_MS);
		expect(sandbox.rings()).toEqual({ [NUMBER]: 1 });
	});

	test('truncated, empty and HTML replies hide a call that was placed', async () => {
		for (const broken of ['truncated', 'empty', 'html'] as const) {
			sandbox.reset();
			sandbox.fault({ first: 1, do: broken });
			const reply = await client.call(NUMBER, {}, KEY);
			expect(() => reply.json()).toThrow();
			expect(sandbox.placed()).toBe(1);
			expect((await client.call(NUMBER, {}, KEY)).status).toBe(201);
			expect(sandbox.placed()).toBe(1);
		}
	});

	test('a told status replaces the request, or only its reply with `after`', async () => {
		const headers = { 'retry-after': '7' };
		sandbox.fault({ first: 1, do: { status: 503, headers, body: { title: 'Down' } } });
		const reply = await client.call(NUMBER);
		expect([reply.status, reply.headers.get('retry-after')]).toEqual([503, '7']);
		expect(sandbox.placed()).toBe(0);
		sandbox.clearFaults();
		sandbox.fault({ first: 1, do: { status: 504, after: true } });
		expect((await client.call(NUMBER)).status).toBe(504);
		expect(sandbox.placed()).toBe(1);
	});

	test('affect the requests they name: by method, path, number, first of each and every n-th', async () => {
		sandbox.fault({ when: { path: '/v1/calls/*/stop' }, do: { status: 500 } });
		sandbox.fault({ when: { number: '4321' }, firstOfEach: 1, do: { status: 501 } });
		sandbox.fault({ when: { method: 'GET', path: '/v1/**' }, every: 2, do: { status: 502 } });
		const numbers = [NUMBER, '+14155554321', '+14155554321', '+14155564321'];
		const statuses = [];
		for (const number of numbers) statuses.push((await client.call(number)).status);
		expect(statuses).toEqual([201, 501, 201, 501]);
		expect((await client.post(`/v1/calls/${sandbox.calls()[0]!.id}/stop`)).status).toBe(500);
		const reads = [];
		for (let read = 0; read < 4; read += 1) reads.push((await client.get('/v1/models')).status);
		expect(reads).toEqual([200, 502, 200, 502]);
	});

	test('with a share affect the same numbers in every run, in any order', async () => {
		const numbers = Array.from({ length: 40 }, (_, index) => `+141555512${index + 10}`);
		const struck = async (order: readonly string[]) => {
			sandbox.reset();
			sandbox.fault({ share: 0.4, seed: 7, do: { status: 500 } });
			const hit: string[] = [];
			for (const number of order) {
				if ((await client.call(number)).status === 500) hit.push(number);
			}
			return hit.sort();
		};
		const first = await struck(numbers);
		expect(first.length).toBeGreaterThan(5);
		expect(first.length).toBeLessThan(30);
		expect(await struck(numbers.toReversed())).toEqual(first);
	});
});
