import { createHmac } from 'node:crypto';
import { Client } from '../../support/apiClient';
import { Receiver } from '../../support/receiver';
import { useSandbox } from '../../support/sandbox';

const NUMBER = '+14155551234';
const MINUTE_MS = 60_000;

const sandbox = useSandbox({ speed: 0, variety: false });
const client = new Client(sandbox);
let receiver: Receiver;

beforeEach(async () => {
	receiver = await Receiver.start();
});
afterEach(async () => await receiver.stop());

const callWithWebhook = async (number = NUMBER, more: object = {}) =>
	await client.callId(number, { webhook_url: `${receiver.url}/hook`, ...more });

const delivered = async () => await sandbox.waitFor('no delivery pending');

describe('the webhook of a call', () => {
	test('is sent 15 s after a completed call, flat, with call_id and without the name of its event', async () => {
		const id = await callWithWebhook();
		sandbox.finish(id);
		sandbox.advance(14_999);
		expect(sandbox.deliveries()).toEqual([]);
		sandbox.advance(1);
		await delivered();
		const [{ payload, headers }] = receiver.received as [(typeof receiver.received)[0]];
		expect(payload).toMatchObject({
			call_id: id,
			phone_number: NUMBER,
			status: 'completed',
			call_status: 'completed',
			transcript: expect.any(Array),
			recording_url: expect.any(String),
			answered_by: 'human',
		});
		expect(payload).not.toHaveProperty('id');
		expect(payload).not.toHaveProperty('event');
		expect(headers['content-type']).toBe('application/json');
	});

	test('is sent immediately after a failed call, without a recording', async () => {
		const id = await callWithWebhook('+14155550002');
		sandbox.finish(id);
		await delivered();
		expect(receiver.received[0]!.payload).toMatchObject({
			call_id: id,
			status: 'failed',
			call_status: 'busy',
			error_message: 'The line was busy',
			recording_url: null,
		});
	});

	test('is sent for the chosen events only', async () => {
		const webhook_events = ['call.queued', 'call.started', 'call.transferred'];
		await callWithWebhook('+14155550018', { webhook_events });
		sandbox.advance(10 * MINUTE_MS);
		await delivered();
		expect(sandbox.deliveries().map(({ event }) => event)).toEqual(webhook_events);
	});

	test('is not sent for a canceled call', async () => {
		const id = await callWithWebhook();
		await client.post(`/v1/calls/${id}/stop`);
		sandbox.advance(10 * MINUTE_MS);
		expect(sandbox.deliveries()).toEqual([]);
	});

	test('keeps the query of its URL as it was given', async () => {
		const path = '/hook?signature=a%2Fb%3D&x=1+2&empty=&x=3';
		sandbox.finish(await callWithWebhook('+14155550002', { webhook_url: receiver.url + path }));
		await delivered();
		expect(receiver.received[0]!.path).toBe(path);
	});

	test('names its event in the body or in a header when set to', async () => {
		sandbox.configure({ eventField: 'body' });
		sandbox.finish(await callWithWebhook('+14155550002'));
		await delivered();
		sandbox.configure({ eventField: 'header' });
		sandbox.finish(await callWithWebhook('+14155550002'));
		await delivered();
		expect(receiver.received[0]!.payload.event).toBe('call.failed');
		expect(receiver.received[1]!.headers['x-topcalls-event']).toBe('call.failed');
	});
});

describe('retries', () => {
	test('are sent 1, 5, 15 and 60 minutes after the previous attempt, then the delivery has failed', async () => {
		receiver.answer = () => 500;
		sandbox.finish(await callWithWebhook('+14155550002'));
		let tries = 1;
		for (const minutes of [1, 5, 15, 60]) {
			await sandbox.waitFor((s) => s.deliveries()[0]!.tries.length === tries);
			sandbox.advance(minutes * MINUTE_MS - 1);
			expect(sandbox.deliveries()[0]!.state).toBe('waiting');
			sandbox.advance(1);
			tries += 1;
		}
		await delivered();
		const [delivery] = sandbox.deliveries();
		expect(delivery).toMatchObject({ state: 'failed', nextTryAt: null });
		expect(delivery!.tries.map(({ result }) => result)).toEqual([500, 500, 500, 500, 500]);
	});

	test('stop with the first 2xx', async () => {
		receiver.answer = () => (receiver.received.length < 3 ? 503 : 204);
		sandbox.finish(await callWithWebhook('+14155550002'));
		await sandbox.waitFor((s) => s.deliveries()[0]!.tries.length === 1);
		sandbox.advance(60 * MINUTE_MS);
		await delivered();
		expect(sandbox.deliveries()[0]!.tries.map(({ result }) => result)).toEqual([503, 503, 204]);
	});

	test('follow a receiver that does not answer in time and one that is not there', async () => {
		receiver.answer = () => null;
		sandbox.configure({ webhookTimeoutMs: 50 });
		sandbox.finish(await callWithWebhook('+14155550002'));
		sandbox.finish(await client.callId('+14155550003', { webhook_url: 'http://127.0.0.1:9/' }));
		await sandbox.waitFor((s) => s.deliveries().every(({ state }) => state === 'waiting'));
		expect(sandbox.deliveries().map(({ tries }) => tries[0]!.result)).toEqual([
			'timeout',
			'no connection',
		]);
	});
});

describe('duplicate and late deliveries', () => {
	test('are sent as often as set, some at the same moment, the same in every run', async () => {
		const copies = async () => {
			sandbox.reset();
			sandbox.configure({ webhookCopies: [1, 5], seed: 3 });
			for (let index = 0; index < 10; index += 1) {
				sandbox.finish(await callWithWebhook(`+1415556100${index}`));
			}
			sandbox.advance(MINUTE_MS);
			await delivered();
			return sandbox.deliveries().map(({ copy, tries }) => ({ copy, at: tries[0]!.at }));
		};
		const first = await copies();
		const moments = new Set(first.map(({ at }) => at));
		expect(first.length).toBeGreaterThan(10);
		expect(moments.size).toBeGreaterThan(1);
		expect(moments.size).toBeLessThan(first.length);
		expect((await copies()).map(({ copy }) => copy)).toEqual(first.map(({ copy }) => copy));
	});

	test('overtake each other when scattered', async () => {
		sandbox.configure({ webhookScatterMs: MINUTE_MS });
		for (let index = 0; index < 10; index += 1) {
			sandbox.finish(await callWithWebhook(`+1415556100${index}`));
		}
		for (let second = 0; second < 80; second += 1) {
			sandbox.advance(1_000);
			await sandbox.waitFor('no delivery in flight');
		}
		const order = receiver.received.map(({ payload }) => String(payload.phone_number));
		expect(order).toHaveLength(10);
		expect(order).not.toEqual(order.toSorted());
	});
});

describe('signatures', () => {
	test('sign the time and the raw body, in the headers and the encoding that are set', async () => {
		sandbox.configure({
			signature: {
				secret: 'shared-secret',
				header: 'X-TopCalls-Signature',
				timestampHeader: 'X-TopCalls-Timestamp',
				algorithm: 'sha256',
				encoding: 'hex',
				prefix: 'sha256=',
			},
		});
		sandbox.finish(await callWithWebhook('+14155550002'));
		await delivered();
		const { headers, body } = receiver.received[0]!;
		const timestamp = headers['x-topcalls-timestamp'] as string;
		const hmac = createHmac('sha256', 'shared-secret').update(`${timestamp}.${body}`);
		expect(headers['x-topcalls-signature']).toBe(`sha256=${hmac.digest('hex')}`);
		expect(Math.abs(Number(timestamp) - Date.now() / 1_000)).toBeLessThan(60);
	});
});
