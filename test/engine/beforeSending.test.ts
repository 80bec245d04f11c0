import { realClient } from './realClient';
import { useSandbox } from '../support/sandbox';

const sandbox = useSandbox({ speed: 600 });

const CALL = {
	method: 'POST' as const,
	path: '/v1/calls',
	body: { phone_number: '+14155550101', task: 'Say hello and good-bye.' },
	idempotencyKey: 'the-key-of-this-call',
};
const OVER = new Error('over');

/** A request that may be sent `times` times. */
function request(times: number) {
	let left = times;
	return { ...CALL, beforeSending: () => (left-- > 0 ? undefined : OVER) };
}

test('a request that is too late when its turn comes is not sent', async () => {
	const client = realClient(sandbox.url);
	await expect(client.request(request(0))).rejects.toBe(OVER);
	expect(sandbox.requestCounts()).toEqual({});
	// Its place in the queue is free again.
	await client.request(request(1));
	expect(sandbox.placed()).toBe(1);
});

test('one that was certainly not processed is not repeated once it is too late', async () => {
	sandbox.fault({ when: { method: 'POST' }, first: 1, do: { status: 429 } });
	await expect(realClient(sandbox.url).request(request(1))).rejects.toBe(OVER);
	expect(sandbox.placed()).toBe(0);
});

test('one that may have been processed is not repeated either, and is told so', async () => {
	sandbox.fault({ when: { method: 'POST' }, first: 1, do: { status: 503, after: true } });
	const told: boolean[] = [];
	const beforeSending = (mayHaveSucceeded: boolean) => {
		told.push(mayHaveSucceeded);
		return mayHaveSucceeded ? OVER : undefined;
	};
	const repeated = realClient(sandbox.url).request({ ...CALL, beforeSending });
	await expect(repeated).rejects.toBe(OVER);
	expect(told).toEqual([false, true]);
	expect(sandbox.requestCounts()).toEqual({ 'POST /v1/calls': 1 });
});
