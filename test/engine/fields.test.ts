import type { INodeParameters } from 'n8n-workflow';

import { runNode } from './runNode';
import { useSandbox } from '../support/sandbox';
import { TASK, makeNode } from '../../dev/environment/workflow';

const LEAD = { phone: '(415) 555-1234', name: 'Anna', note: 'It costs $5.' };
const TARGET = {
	webhookUrl: 'https://n8n.example.com/webhook/abc',
	events: ['call.completed', 'call.queued'],
};
/** The engine's workflow is `workflow-1`. */
const REGISTERED = { ...TARGET, workflowId: 'workflow-1' };

const sandbox = useSandbox({ speed: 0, rejectUnknownFields: true });

/** Makes one call and returns what TopCalls received. */
async function received(parameters: INodeParameters, more: { staticData?: object } = {}) {
	const options = { defaultCountry: 'US', ...(parameters.options as object) };
	const topCalls = makeNode({ ...parameters, options });
	const { error } = await runNode(sandbox, topCalls, [LEAD], more as never);
	expect(error).toBeUndefined();
	expect(sandbox.calls()).toHaveLength(1);
	return sandbox.calls()[0]?.request as object;
}

async function refusal(parameters: INodeParameters): Promise<string | undefined> {
	const options = { defaultCountry: 'US', ...(parameters.options as object) };
	const { error } = await runNode(sandbox, makeNode({ ...parameters, options }), [LEAD]);
	expect(sandbox.requests()).toEqual([]);
	return error?.message;
}

const MINIMUM = {
	phone_number: '+14155551234',
	task: TASK,
	mode: 'realtime',
};

test('without options only number, task and mode are sent', async () => {
	expect(await received({})).toEqual(MINIMUM);
});

test('every field and every option reaches TopCalls under its own name', async () => {
	const request = await received({
		promptType: 'instructions',
		instructions: 'You are Sarah. Remind {{ name }} of the appointment. {{note}}',
		firstSentence: 'Hi {{name}}!',
		mode: 'legacy',
		voice: { __rl: true, mode: 'list', value: 'rachel' },
		callEvents: 'url',
		webhookUrl: TARGET.webhookUrl,
		webhookEvents: TARGET.events,
		options: {
			fromNumber: '(800) 555-1234',
			model: { __rl: true, mode: 'id', value: 'gpt-4o' },
			maxDuration: 7,
			temperature: 0.4,
			backgroundAudio: 'office',
			backgroundAudioGain: 'medium',
			knowledgeBaseIds: 'kb_1, kb_2',
			sttLanguage: 'es-ES',
			additionalFields: '{ "metadata": { "lead": 7 } }',
			maxConcurrency: 3,
			callsPerMinute: 600,
			variables: {
				values: [
					{ name: 'name', value: '={{ $json.name }}' },
					{ name: 'note', value: '={{ $json.note }}' },
				],
			},
		},
	});

	expect(request).toEqual({
		phone_number: '+14155551234',
		instructions: 'You are Sarah. Remind {{name}} of the appointment. {{note}}',
		first_sentence: 'Hi {{name}}!',
		mode: 'legacy',
		voice: 'rachel',
		request_data: { name: 'Anna', note: 'It costs $5.' },
		webhook_url: TARGET.webhookUrl,
		webhook_events: TARGET.events,
		from_number: '+18005551234',
		model: 'gpt-4o',
		max_duration: 7,
		temperature: 0.4,
		background_audio: 'office',
		background_audio_gain: 'medium',
		knowledge_base_ids: ['kb_1', 'kb_2'],
		stt_language: 'es-ES',
		metadata: { lead: 7 },
	});
});

test('a task is filled in before it goes out', async () => {
	const request = await received({
		task: 'Remind {{name}} of it. {{note}}',
		options: {
			variables: {
				values: [
					{ name: 'name', value: '={{ $json.name }}' },
					{ name: 'note', value: '={{ $json.note }}' },
				],
			},
		},
	});

	expect(request).toMatchObject({ task: 'Remind Anna of it. It costs $5.' });
});

test('a future field of TopCalls can be sent today', async () => {
	sandbox.configure({ rejectUnknownFields: false });
	const request = await received({ options: { additionalFields: '{ "brand_new": [1] }' } });

	expect(request).toEqual({ ...MINIMUM, brand_new: [1] });
});

test('the user’s own idempotency key is the key that TopCalls receives', async () => {
	await received({ options: { idempotencyKey: 'lead-7-2026-11-23' } });

	expect(sandbox.requests()[0]?.idempotencyKey).toBe('lead-7-2026-11-23');
});

test.each(['short', 'with spaces in it', 'a'.repeat(256)])(
	'an idempotency key that TopCalls would refuse is refused before: %s',
	async (idempotencyKey) => {
		const topCalls = makeNode({ options: { idempotencyKey, defaultCountry: 'US' } });
		const { error } = await runNode(sandbox, topCalls, [LEAD]);

		expect(error?.message).toContain(`Idempotency Key “${idempotencyKey.slice(0, 60)}`);
		expect(error?.message).toMatch(/” cannot be used \[item 0\]$/);
		expect(sandbox.requests()).toEqual([]);
	},
);

test.each(['={{ $json.nothing }}', ''])(
	'an empty idempotency key is refused, because a generated one would call again: %j',
	async (idempotencyKey) => {
		expect(await refusal({ options: { idempotencyKey } })).toBe(
			'Idempotency Key is empty [item 0]',
		);
	},
);

test.each([
	['maxConcurrency', 0, 'Max Concurrency “0” cannot be used [item 0]'],
	['callsPerMinute', 'many', 'Calls per Minute “many” cannot be used [item 0]'],
])('an invalid pace is refused, not ignored: %s %j', async (name, value, message) => {
	expect(await refusal({ options: { [name]: value } })).toBe(message);
});

test('a mistyped event destination is refused', async () => {
	const webhookUrl = TARGET.webhookUrl;

	expect(await refusal({ callEvents: 'everybody' })).toBe(
		'Send Call Events To “everybody” is not an option [item 0]',
	);
	expect(await refusal({ callEvents: 'url', webhookUrl, webhookEvents: ['ended'] })).toBe(
		'Webhook Events “ended” is not an option [item 0]',
	);
});

test('the output has the common shape of a call, with the number', async () => {
	const topCalls = makeNode({ options: { defaultCountry: 'US' } });
	const { itemsOf } = await runNode(sandbox, topCalls, [LEAD]);

	expect(itemsOf('TopCalls').map(({ json }) => json)).toEqual([
		{
			call_id: sandbox.calls()[0]?.id,
			provider_call_id: expect.any(String),
			phone_number: '+14155551234',
			status: 'queued',
			ended: false,
			outcome: null,
			transcript_text: '',
		},
	]);
});

test('a wrong Mode from an expression is refused before anybody is called', async () => {
	expect(await refusal({ mode: '={{ "fast" }}' })).toBe('Mode “fast” is not an option [item 0]');
});

describe('Send Call Events To', () => {
	test.each([
		'http://n8n.example.com/webhook/abc',
		'https://192.168.1.7/webhook/abc',
		'https://n8n/webhook/abc',
		'ftp://example.com',
		'n8n.example.com',
	])(
		'a webhook address that TopCalls cannot or must not use is refused: %j',
		async (webhookUrl) => {
			const message = await refusal({
				callEvents: 'url',
				webhookUrl,
				webhookEvents: ['call.failed'],
			});

			expect(message).toBe(`Webhook URL “${webhookUrl}” is not a public https address [item 0]`);
		},
	);

	test('an empty webhook address from an expression is refused', async () => {
		const webhookUrl = '={{ $json.nothing }}';

		expect(await refusal({ callEvents: 'url', webhookUrl, webhookEvents: ['call.failed'] })).toBe(
			'Webhook URL is empty [item 0]',
		);
	});

	test('a webhook address without events is refused', async () => {
		const { webhookUrl } = TARGET;

		expect(await refusal({ callEvents: 'url', webhookUrl, webhookEvents: [] })).toBe(
			'Webhook Events is empty [item 0]',
		);
	});

	test('the trigger of the workflow gets the events it registered for', async () => {
		const staticData = { global: { topCallsTriggers: { 'Trigger 1': REGISTERED } } };
		const request = await received({ callEvents: 'workflowTrigger' }, { staticData });

		expect(request).toEqual({
			...MINIMUM,
			webhook_url: TARGET.webhookUrl,
			webhook_events: TARGET.events,
		});
	});

	test('a trigger of the original workflow receives nothing from a copy', async () => {
		const inherited = {
			'Trigger 1': { ...TARGET, workflowId: 'the original' },
			'Trigger 2': TARGET,
		};
		const staticData = { global: { topCallsTriggers: inherited } };

		expect(await received({ callEvents: 'workflowTrigger' }, { staticData })).toEqual(MINIMUM);
	});

	test('a workflow without an active trigger sends its events to nobody', async () => {
		expect(await received({ callEvents: 'workflowTrigger' })).toEqual(MINIMUM);
	});

	test('No One means nobody, even beside an active trigger', async () => {
		const staticData = { global: { topCallsTriggers: { 'Trigger 1': REGISTERED } } };

		expect(await received({ callEvents: 'none' }, { staticData })).toEqual(MINIMUM);
	});
});
