import { TASK } from '../../../dev/environment/workflow';
import { Client } from '../../support/apiClient';
import { useSandbox } from '../../support/sandbox';

const NUMBER = '+14155551234';
const E164_MESSAGE = 'Phone number must be in E.164 format (e.g., +14155551234)';

const sandbox = useSandbox({ speed: 0 });
const client = new Client(sandbox);

describe('placing a call', () => {
	test('answers with call_id, provider_call_id and the status queued', async () => {
		const reply = await client.call(NUMBER);
		expect(reply.status).toBe(201);
		expect(reply.json()).toEqual({
			call_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
			provider_call_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
			status: 'queued',
		});
	});

	test('refuses a number that is not E.164 in the words of the guide', async () => {
		const reply = await client.call('415-555-1234');
		expect(reply.status).toBe(400);
		expect(reply.headers.get('content-type')).toContain('application/problem+json');
		expect(reply.json()).toMatchObject({
			status: 400,
			title: 'Invalid request body',
			errors: [{ path: 'phone_number', message: E164_MESSAGE }],
		});
	});

	test('refuses a number that cannot be called', async () => {
		expect((await client.call('+999123456')).status).toBe(400);
		expect((await client.call('+14155551234567')).status).toBe(400);
	});

	test('wants exactly one of task and instructions, of at least 10 characters', async () => {
		const bodies = [{ task: undefined }, { instructions: TASK }, { task: 'Too short' }];
		for (const body of bodies) {
			const reply = await client.call(NUMBER, body);
			expect([reply.status, reply.json().errors]).toMatchObject([400, [{ path: 'task' }]]);
		}
		expect(sandbox.placed()).toBe(0);
	});

	test('keeps unknown fields, or refuses them when it is set to', async () => {
		expect((await client.call(NUMBER, { brand_new: 1 })).status).toBe(201);
		expect(sandbox.calls()[0]!.request).toMatchObject({ brand_new: 1 });
		sandbox.configure({ rejectUnknownFields: true });
		expect((await client.call(NUMBER, { brand_new: 1 })).status).toBe(400);
	});

	test('refuses a body that is no JSON', async () => {
		const reply = await fetch(`${sandbox.url}/v1/calls`, {
			method: 'POST',
			headers: { authorization: `Bearer ${sandbox.apiKey}`, 'content-type': 'application/json' },
			body: '{"phone_number":',
		});
		expect(reply.status).toBe(400);
	});

	test('answers problems in each of the documented forms', async () => {
		const bodyIn = async (problemForm: 'full' | 'detail' | 'errors') => {
			sandbox.configure({ problemForm });
			return Object.keys((await client.call('1')).json()).sort();
		};
		expect(await bodyIn('errors')).toEqual(['errors', 'status', 'title']);
		expect(await bodyIn('detail')).toEqual(['detail', 'status', 'title']);
		expect(await bodyIn('full')).toEqual([
			'detail',
			'errors',
			'instance',
			'status',
			'title',
			'type',
		]);
	});
});

describe('access', () => {
	test('answers 401 without a key and with a wrong one', async () => {
		for (const authorization of ['', 'Bearer wrong', sandbox.apiKey]) {
			expect((await client.get('/v1/calls', { authorization })).status).toBe(401);
		}
	});

	test('answers 403 when the key lacks the scope', async () => {
		sandbox.configure({ scopes: ['calls:read'] });
		expect((await client.get('/v1/calls')).status).toBe(200);
		expect((await client.call(NUMBER)).status).toBe(403);
	});

	test('answers 404 for an unknown call and for a route that does not exist', async () => {
		expect((await client.get('/v1/calls/3c90c3cc-0d44-4b50-8888-8dd25736052a')).status).toBe(404);
		expect((await client.get('/v1/nothing')).status).toBe(404);
	});
});

describe('quota', () => {
	test('answers 402 with both numbers when the minutes are reserved by calls that still run', async () => {
		sandbox.configure({ quotaMinutes: 8.5 });
		expect((await client.call(NUMBER, { max_duration: 5 })).status).toBe(201);
		const refused = await client.call(NUMBER, { max_duration: 5 });
		expect(refused.json()).toMatchObject({
			status: 402,
			title: 'Insufficient Quota',
			type: 'https://api.topcalls.ai/errors/insufficient_quota',
			detail: 'You need 5 minutes but have 3.5 remaining',
		});
		sandbox.finish(sandbox.calls()[0]!.id);
		expect((await client.call(NUMBER, { max_duration: 5 })).status).toBe(201);
	});

	test('answers 402 after a set number of calls', async () => {
		sandbox.configure({ quotaCalls: 2 });
		const statuses = [];
		for (let call = 0; call < 3; call += 1) statuses.push((await client.call(NUMBER)).status);
		expect(statuses).toEqual([201, 201, 402]);
	});
});

describe('rate limit', () => {
	test('lets a burst through, then answers 429 with Retry-After in seconds, as a date or not at all', async () => {
		sandbox.configure({ rateLimit: { perSecond: 0.001, burst: 2 } });
		const statuses = await Promise.all(
			[1, 2, 3].map(async () => (await client.call(NUMBER)).status),
		);
		expect(statuses.sort()).toEqual([201, 201, 429]);
		const said = async (retryAfter: 'seconds' | 'date' | 'none') => {
			sandbox.configure({ retryAfter });
			return (await client.call(NUMBER)).headers.get('retry-after');
		};
		expect(Number(await said('seconds'))).toBeGreaterThan(0);
		expect(Date.parse((await said('date'))!)).toBeGreaterThan(Date.now());
		expect(await said('none')).toBeNull();
		expect(sandbox.placed()).toBe(2);
	});
});

describe('voices and models', () => {
	test('are listed in the configured shape', async () => {
		const listed = async (
			listShape: 'array' | 'strings' | 'data' | 'named' | 'items' | 'byMode',
		) => {
			sandbox.configure({ listShape });
			const [voices, models] = [
				(await client.get('/v1/voices/builtin')).json<never>(),
				(await client.get('/v1/models')).json<never>(),
			];
			return { voices, models };
		};
		const alloy = { id: 'alloy', name: 'Alloy', mode: 'realtime' };
		expect((await listed('array')).voices[0]).toEqual(alloy);
		expect((await listed('strings')).voices).toContain('rachel');
		expect((await listed('data')).voices).toEqual({ data: expect.arrayContaining([alloy]) });
		expect(Object.keys((await listed('named')).models)).toEqual(['models']);
		expect(Object.keys((await listed('items')).models)).toContain('items');
		expect(Object.keys((await listed('byMode')).voices)).toEqual(['realtime', 'legacy']);
	});
});
