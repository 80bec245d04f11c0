import { Client } from '../../support/apiClient';
import { useSandbox } from '../../support/sandbox';

const sandbox = useSandbox({ speed: 0 });
const client = new Client(sandbox);

type Numbers = Array<{ id: string; number: string; status?: string }>;

describe('phone numbers', () => {
	test('are listed with those that are inactive, deleted or without a status', async () => {
		sandbox.dashboard.addPhoneNumber({ number: '+442079460160', status: null });
		const { data } = (await client.get('/v1/phone-numbers')).json<{ data: Numbers }>();
		expect(data.map(({ status }) => status)).toEqual([undefined, 'deleted', 'inactive', 'active']);
		expect(data[0]).not.toHaveProperty('status');
	});

	test('are got by id, deleted ones too', async () => {
		const { data } = (await client.get('/v1/phone-numbers')).json<{ data: Numbers }>();
		const deleted = data.find(({ status }) => status === 'deleted')!;
		expect((await client.get(`/v1/phone-numbers/${deleted.id}`)).json()).toEqual({
			id: deleted.id,
			account_id: expect.any(String),
			number: '+442079460150',
			source: 'byoc',
			status: 'deleted',
			phone_number_sid: null,
			voip_carrier_sid: null,
			carrier_name: null,
			label: 'London',
			error_message: null,
			created_by_user_id: null,
			created_at: expect.any(String),
			updated_at: expect.any(String),
		});
		expect((await client.get('/v1/phone-numbers/unknown')).status).toBe(404);
	});

	test('have the configured shape', async () => {
		sandbox.configure({ listEnvelope: 'named', detailEnvelope: 'named' });
		const { phone_numbers: numbers } = (await client.get('/v1/phone-numbers')).json<{
			phone_numbers: Numbers;
		}>();
		expect(numbers).toHaveLength(3);
		expect((await client.get(`/v1/phone-numbers/${numbers[0]!.id}`)).json()).toEqual({
			phone_number: numbers[0],
		});
	});

	test('need phone_numbers:read', async () => {
		sandbox.configure({ scopes: ['calls:read'] });
		expect((await client.get('/v1/phone-numbers')).status).toBe(403);
		expect((await client.get('/v1/phone-numbers/unknown')).status).toBe(403);
	});
});
