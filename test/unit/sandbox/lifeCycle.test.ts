import { Client } from '../../support/apiClient';
import { useSandbox } from '../../support/sandbox';

const NUMBER = '+14155551234';
const ENOUGH_MS = 10 * 60_000;

const sandbox = useSandbox({ speed: 0, variety: false });
const client = new Client(sandbox);

const read = async (id: string) => (await client.get(`/v1/calls/${id}`)).json();

describe('the life of a call', () => {
	test('stands still at speed 0 until the clock is advanced', async () => {
		const id = await client.callId(NUMBER);
		expect(await read(id)).toMatchObject({ status: 'queued', call_status: null, completed: false });
		expect(sandbox.rings()).toEqual({});
		sandbox.advance(2_000);
		expect(await read(id)).toMatchObject({ status: 'in_progress', call_status: 'in-progress' });
		expect(sandbox.rings()).toEqual({ [NUMBER]: 1 });
	});

	test('runs automatically at a speed', async () => {
		sandbox.configure({ speed: 2_000 });
		const id = await client.callId(NUMBER);
		await sandbox.waitFor('all calls processed');
		expect(await read(id)).toMatchObject({ status: 'completed', completed: true });
	});

	test('shows recording, transcript and summary 15 s after the end, as every documented field', async () => {
		const id = await client.callId(NUMBER, { metadata: { crm: 7 } });
		sandbox.finish(id);
		expect(await read(id)).toMatchObject({
			status: 'completed',
			completed: false,
			recording_url: null,
			transcript: null,
			call_summary: null,
		});
		sandbox.advance(15_000);
		expect(await read(id)).toEqual({
			id,
			account_id: expect.any(String),
			phone_number: NUMBER,
			from_phone_number: '+18005550100',
			status: 'completed',
			call_status: 'completed',
			external_call_id: expect.any(String),
			duration: expect.any(Number),
			transcript: expect.any(Array),
			recording_url: expect.stringMatching(/\/mp3$/),
			call_summary: expect.any(String),
			error_message: null,
			answered_by: 'human',
			campaign_id: null,
			lead_id: null,
			completed: true,
			created_at: expect.any(String),
			started_at: expect.any(String),
			end_at: expect.any(String),
			metadata: expect.objectContaining({ crm: 7 }),
		});
	});

	test('leaves out what is not ready, or shows it empty, when set to', async () => {
		const id = await client.callId(NUMBER);
		sandbox.configure({ notReadyAs: 'absent' });
		expect(await read(id)).not.toHaveProperty('recording_url');
		sandbox.configure({ notReadyAs: 'empty' });
		expect(await read(id)).toMatchObject({ transcript: [], recording_url: '' });
	});

	test('speaks with the variables filled in', async () => {
		const id = await client.callId(NUMBER, {
			task: undefined,
			instructions: 'You are Sarah. Confirm the appointment of {{patient_name}}.',
			first_sentence: 'Hi {{patient_name}}, this is Sarah.',
			request_data: { patient_name: 'John Smith', appointment_time: '3:00 PM' },
		});
		sandbox.advance(ENOUGH_MS);
		const { transcript, metadata } = await read(id);
		expect(transcript).toMatchObject([
			{ id: 1, user: 'assistant', text: 'Hi John Smith, this is Sarah.' },
			...Array.from({ length: 6 }, (_, index) => ({ id: index + 2 })),
		]);
		expect(JSON.stringify(transcript)).toContain('3:00 PM');
		expect(JSON.stringify(metadata)).toContain('Confirm the appointment of John Smith.');
	});

	test.each([
		['0001', 'completed', 'completed', 'human', 1],
		['0002', 'failed', 'busy', null, 1],
		['0003', 'failed', 'no-answer', null, 1],
		['0004', 'completed', 'completed', 'voicemail', 1],
		['0005', 'failed', 'failed', null, 1],
		['0006', 'failed', 'rejected', null, 1],
		['0007', 'in_progress', 'in-progress', 'human', 1],
		['0008', 'queued', null, null, 0],
		['0009', 'failed', 'dispatch_timeout', null, 0],
		['0010', 'failed', 'failed', null, 0],
		['0011', 'completed', 'completed', 'human', 1],
		['0013', 'archived', 'network-congestion', 'human', 1],
		['0016', 'completed', 'completed', 'ivr', 1],
		['0017', 'completed', 'completed', 'unknown', 1],
	])(
		'…%s ends as %s / %s, answered by %s, after %d rings',
		async (ending, status, callStatus, by, rings) => {
			const number = `+1415555${ending}`;
			const id = await client.callId(number);
			sandbox.advance(ENOUGH_MS);
			expect(await read(id)).toMatchObject({ status, call_status: callStatus, answered_by: by });
			expect(sandbox.rings()[number] ?? 0).toBe(rings);
		},
	);

	test('…0010 and …0011 are over before the POST is answered', async () => {
		expect((await client.call('+14155550010')).json()).toMatchObject({ status: 'failed' });
		expect((await client.call('+14155550011')).json()).toMatchObject({ status: 'completed' });
	});

	test('…0012 has its transcript as one string', async () => {
		const id = await client.callId('+14155550012');
		sandbox.advance(ENOUGH_MS);
		expect((await read(id)).transcript).toEqual(expect.stringContaining('assistant: '));
	});

	test('…0014, …0015 and …0020 are refused when the call is placed', async () => {
		const statuses = [];
		for (const ending of ['0014', '0015', '0020']) {
			statuses.push((await client.call(`+1415555${ending}`)).status);
		}
		expect(statuses).toEqual([402, 400, 422]);
		expect(sandbox.placed()).toBe(0);
	});

	test('max_duration cuts a long call short', async () => {
		const id = await client.callId('+14155550007', { max_duration: 5 });
		sandbox.advance(ENOUGH_MS);
		expect(await read(id)).toMatchObject({ status: 'completed', duration: 5 });
	});

	test('a call can be ended by hand with another outcome', async () => {
		const id = await client.callId('+14155550008');
		sandbox.finish(id, 'busy');
		expect(await read(id)).toMatchObject({ status: 'failed', call_status: 'busy' });
		expect(() => sandbox.finish(id)).toThrow('already ended');
	});
});

describe('cancel and stop', () => {
	test('cancel removes a queued call and nobody is called', async () => {
		const id = await client.callId(NUMBER);
		const reply = await client.post(`/v1/calls/${id}/cancel`);
		expect([reply.status, reply.json()]).toEqual([200, { ok: true }]);
		sandbox.advance(ENOUGH_MS);
		expect(await read(id)).toMatchObject({ status: 'cancelled', call_status: 'cancelled' });
		expect(sandbox.rings()).toEqual({});
	});

	test('cancel answers 409 once the call has started, stop still works', async () => {
		const id = await client.callId(NUMBER);
		sandbox.advance(10_000);
		expect((await client.post(`/v1/calls/${id}/cancel`)).status).toBe(409);
		const reply = await client.post(`/v1/calls/${id}/stop`);
		expect(reply.json()).toEqual({ ok: true, status: 'cancelled' });
		expect(await read(id)).toMatchObject({ status: 'cancelled', completed: true });
		expect((await client.post(`/v1/calls/${id}/stop`)).status).toBe(409);
	});

	test('a repeat of stop with the same Idempotency-Key gets the first reply', async () => {
		const id = await client.callId(NUMBER);
		const headers = { 'idempotency-key': 'stop-this-call' };
		const first = await client.post(`/v1/calls/${id}/stop`, undefined, headers);
		const repeat = await client.post(`/v1/calls/${id}/stop`, undefined, headers);
		expect([repeat.status, repeat.text]).toEqual([200, first.text]);
	});
});
