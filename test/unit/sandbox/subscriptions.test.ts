import { Client } from '../../support/apiClient';
import { Receiver } from '../../support/receiver';
import { useSandbox } from '../../support/sandbox';

const sandbox = useSandbox({ speed: 0, variety: false });
const client = new Client(sandbox);
let receiver: Receiver;

beforeEach(async () => {
	receiver = await Receiver.start();
});
afterEach(async () => await receiver.stop());

const subscribe = async (event: string, filters?: object) =>
	await client.post('/v1/webhooks', { event, url: `${receiver.url}/${event}`, filters });

const complete = async (...numbers: string[]) => {
	for (const number of numbers) await client.call(number);
	sandbox.advance(10 * 60_000);
	await sandbox.waitFor('no delivery pending');
	return receiver.received.map(({ payload }) => payload.phone_number);
};

describe('account subscriptions', () => {
	test('are created with every documented field and without a secret', async () => {
		const reply = await subscribe('call.completed.booked_callback', { is_conversion: true });
		expect(reply.status).toBe(201);
		expect(reply.json()).toEqual({
			id: expect.any(String),
			account_id: expect.any(String),
			event: 'call.completed.booked_callback',
			url: `${receiver.url}/call.completed.booked_callback`,
			filters: { is_conversion: true },
			deleted_at: null,
			created_by_api_key_id: expect.any(String),
			created_at: expect.any(String),
		});
	});

	test('take reserved events and refuse those of single calls', async () => {
		expect((await subscribe('lead.status_changed')).status).toBe(201);
		for (const event of ['call.failed', 'call.started', 'call.completed.Booked']) {
			expect((await subscribe(event)).status).toBe(400);
		}
	});

	test('get completed calls, by disposition when they ask for one, and no failed ones', async () => {
		await subscribe('call.completed');
		await subscribe('call.completed.booked_callback');
		await complete('+14155551234', '+14155550002', '+14155550019');
		expect(receiver.received.map(({ path, payload }) => [path, payload.disposition])).toEqual(
			expect.arrayContaining([
				['/call.completed', 'confirmed'],
				['/call.completed', 'booked_callback'],
				['/call.completed.booked_callback', 'booked_callback'],
			]),
		);
		expect(receiver.received).toHaveLength(3);
	});

	test.each([
		['equality', { answered_by: 'voicemail' }, ['+14155550004']],
		['any of', { answered_by: ['voicemail', 'ivr'] }, ['+14155550004', '+14155550016']],
		['LIKE', { phone_number: '+44%' }, ['+442071838750']],
		['is_conversion', { is_conversion: false }, ['+14155550004', '+14155550016']],
		['all at once', { is_conversion: true, phone_number: '+1%' }, ['+14155551234']],
	])('filter by %s', async (_kind, filters, expected) => {
		await subscribe('call.completed', filters);
		const numbers = ['+14155550004', '+14155550016', '+442071838750', '+14155551234'];
		expect((await complete(...numbers)).sort()).toEqual(expected.sort());
	});

	test('deleted are still listed, with deleted_at, and get nothing', async () => {
		const { id } = (await subscribe('call.completed')).json<{ id: string }>();
		expect((await client.delete(`/v1/webhooks/${id}`)).json()).toEqual({ ok: true });
		expect((await client.get('/v1/webhooks')).json().data).toMatchObject([
			{ id, deleted_at: expect.any(String) },
		]);
		expect((await client.get(`/v1/webhooks/${id}`)).status).toBe(200);
		expect((await client.delete(`/v1/webhooks/${id}`)).status).toBe(404);
		expect(await complete('+14155551234')).toEqual([]);
	});

	test('answer whatever status is set for POST, GET and DELETE', async () => {
		sandbox.configure({ subscriptionStatus: { create: 500, read: 404, delete: 405 } });
		expect((await subscribe('call.completed')).status).toBe(500);
		expect((await client.get('/v1/webhooks')).status).toBe(404);
		expect((await client.delete('/v1/webhooks/any')).status).toBe(405);
	});
});
