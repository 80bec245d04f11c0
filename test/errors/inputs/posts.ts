import type { Post } from '../posts';

const ID = '564d4fd4-03bc-400a-abe0-05540fbeff88';
const SECRET = 'whsec_example';
const ended = { call_id: ID, status: 'completed', call_status: 'completed' };
const NOBODY_THERE = 'http://127.0.0.1:9';

/** Only the true one may start a workflow. */
export const posts: Post[] = [
	...[undefined, null, '', 'text', 7, [], [ended], {}, { hello: 'there' }].map((body) => ({
		given: `Body \`${JSON.stringify(body) ?? 'none'}\``,
		body,
	})),
	...['../voices', '..', 'a/b', '', 'a b', '%2e%2e', 'x'.repeat(5_000)].map((call_id) => ({
		given: `Event with the call ID \`${call_id.slice(0, 20)}\`${call_id.length > 20 ? ' and so on' : ''}`,
		body: { ...ended, call_id, event: 'call.completed' },
	})),
	{ given: 'Event with an object for a call ID', body: { ...ended, call_id: { a: 1 } } },
	{ given: 'Event of a call that TopCalls does not know', body: ended },
	{ given: 'The same, in an envelope', body: { event: 'call.failed', data: ended } },
	{
		given: 'The same, with the event in a header',
		body: ended,
		headers: { 'x-topcalls-event': 'call.failed' },
	},
	{
		given: 'Event of a call that has ended',
		body: (call_id: string) => ({ ...ended, call_id, event: 'call.completed' }),
		isTrue: true,
	},
	{
		given: 'Event that says a completed call has failed',
		body: (call_id: string) => ({ call_id, status: 'failed', event: 'call.failed' }),
	},
	{ given: 'Event that was not chosen', body: { ...ended, event: 'call.queued' } },
	{ given: 'Event that nobody has documented', body: { ...ended, event: 'call.exploded' } },
	{
		given: 'Event of a campaign, not signed',
		body: { event: 'campaign.paused', campaign_id: 'c1' },
	},
	{
		given: 'Event with names that every object has',
		body: JSON.parse('{"__proto__":{"call_id":"x"},"constructor":1}'),
	},
	{ given: 'Event while TopCalls cannot be reached', body: ended, baseUrl: NOBODY_THERE },
	{
		given: 'Event while the Base URL cannot be used',
		body: ended,
		baseUrl: 'http://api.topcalls.ai',
	},
	{
		given: 'Event without a signature, although a secret is set',
		body: ended,
		webhookSecret: SECRET,
	},
	{
		given: 'Event with a wrong signature',
		body: ended,
		webhookSecret: SECRET,
		headers: { 'x-topcalls-signature': 'f'.repeat(64) },
	},
	{
		given: 'Event with an empty signature',
		body: ended,
		webhookSecret: SECRET,
		headers: { 'x-topcalls-signature': '' },
	},
	{
		given: 'Event signed without its time, although one is expected',
		body: ended,
		webhookSecret: SECRET,
		headers: { 'x-topcalls-signature': 'f'.repeat(64) },
		parameters: { options: { timestampHeader: 'X-Timestamp' } },
	},
	{
		given: 'Event signed long ago',
		body: ended,
		webhookSecret: SECRET,
		headers: { 'x-topcalls-signature': 'f'.repeat(64), 'x-timestamp': '1700000000' },
		parameters: { options: { timestampHeader: 'X-Timestamp' } },
	},
];
