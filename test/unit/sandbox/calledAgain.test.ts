import type { Call } from '../../../dev/sandbox/calls/call';
import { calledAgain as calledAgainIn } from '../../../dev/sandbox/page/calledAgain';
import { Client } from '../../support/apiClient';
import { useSandbox } from '../../support/sandbox';

const NUMBER = '+14155551234';
const KEY = 'a1b2c3d4-e5f6-7890-abcd-ef0123456789';
const DAY_MS = 24 * 60 * 60_000;
const LONG_MS = 60 * 60_000;

const sandbox = useSandbox({ speed: 0 });
const client = new Client(sandbox);

async function calledAgain() {
	const stream = (await fetch(`${sandbox.url}/_sandbox/live`)).body!.getReader();
	const { value } = await stream.read();
	await stream.cancel();
	const text = Buffer.from(value!)
		.toString()
		.replace(/^data: /, '');
	const { calledAgain, calls } = JSON.parse(text) as {
		calledAgain: { byRetry: number; byNewRun: number };
		calls: Array<{ again: string | null }>;
	};
	return { ...calledAgain, calls: calls.map(({ again }) => again) };
}

test('a number that each run calls with a key of its own was called again, not twice', async () => {
	await client.call(NUMBER, {}, KEY);
	await client.call(NUMBER, {}, `${KEY}-2`);
	await client.call(NUMBER);
	sandbox.advance(LONG_MS);

	const marks = Array.from({ length: 3 }, () => 'byNewRun');
	expect(await calledAgain()).toEqual({ byRetry: 0, byNewRun: 1, calls: marks });
});

test('a number that is called twice under one key breaks the promise', () => {
	const call = { request: { phone_number: NUMBER }, rings: 1, idempotencyKey: KEY } as Call;
	const calls = [
		{ ...call, createdAt: 0 },
		{ ...call, createdAt: DAY_MS - 1 },
	];

	expect(calledAgainIn(calls)).toEqual({ byRetry: new Set([NUMBER]), byNewRun: new Set() });
	expect(calledAgainIn([{ ...call, rings: 2 }]).byRetry).toEqual(new Set([NUMBER]));
});

test('a key stands for one call for 24 hours', async () => {
	await client.call(NUMBER, {}, KEY);
	sandbox.advance(DAY_MS + 1_000);
	await client.call(NUMBER, {}, KEY);
	sandbox.advance(LONG_MS);

	expect(await calledAgain()).toMatchObject({ byRetry: 0, byNewRun: 1 });
});

test('a retry that TopCalls answers with the first call is no second call', async () => {
	await client.call(NUMBER, {}, KEY);
	await client.call(NUMBER, {}, KEY);
	sandbox.advance(LONG_MS);

	expect(await calledAgain()).toEqual({ byRetry: 0, byNewRun: 0, calls: [null] });
});
