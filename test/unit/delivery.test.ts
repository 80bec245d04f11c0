import { readDelivery } from '../../nodes/TopCallsTrigger/delivery';

const ID = '564d4fd4-03bc-400a-abe0-05540fbeff88';

test.each([
	['a header', { 'x-topcalls-event': 'call.failed' }, { call_id: ID }],
	['the key event', {}, { call_id: ID, event: 'call.failed' }],
	['the key type', {}, { call_id: ID, type: 'call.failed' }],
	['another spelling', {}, { call_id: ID, event: 'CALL_FAILED' }],
	['an envelope in an envelope', {}, { event: 'call.failed', data: { call: { id: ID } } }],
	['a list of one', {}, [{ event: 'call.failed', data: { call_id: ID } }]],
	['an envelope', {}, { id: 'evt_1', type: 'call.failed', data: { call_id: ID } }],
	['an envelope with a call', {}, { event: 'call.failed', call: { id: ID } }],
	['the data of an envelope', {}, { data: { id: ID, event: 'call.failed' } }],
])('the event is read from %s', (_, headers, body) => {
	expect(readDelivery(headers, body)).toMatchObject({ event: 'call.failed', callId: ID });
});

test('the event of a disposition is the completed call', () => {
	const body = { call_id: ID, event: 'call.completed.booked_callback' };

	expect(readDelivery({}, body)).toMatchObject({
		event: 'call.completed',
		disposition: 'booked_callback',
	});
});

test.each([
	{ type: 'call_outbound' },
	{ event_type: 'call.status_changed' },
	{ event: 'call.ended' },
	{ event: 'call.completedness' },
	{ event: 'call.completed/evil' },
	{ event: 'completed' },
])('%j is not a known name, so the state of the call decides', (named) => {
	const body = { call_id: ID, status: 'completed', call_status: 'no-answer', ...named };

	expect(readDelivery({}, body)).toMatchObject({ event: 'call.failed', callId: ID });
	expect(readDelivery({}, { call_id: ID, ...named })?.event).toBeUndefined();
});

test.each([
	['call.completed', { status: 'completed', call_status: 'completed' }],
	['call.completed', { status: 'completed', answered_by: 'voicemail' }],
	['call.failed', { status: 'failed', call_status: 'no-answer' }],
	['call.failed', { status: 'failed', call_status: 'busy' }],
	['call.queued', { status: 'queued', started_at: null }],
	['call.started', { status: 'in_progress', started_at: '2026-01-01T00:00:00Z' }],
	['call.started', { status: 'in_progress' }],
	['call.transferred', { status: 'in_progress', transferred_to: '+14155550100' }],
	['call.completed', { status: 'completed', type: 'outbound' }],
	[undefined, { error_message: 'The line was busy' }],
])('without a name, the event is %s, because of %j', (event, fields) => {
	expect(readDelivery({}, { call_id: ID, ...fields })).toMatchObject({ event, callId: ID });
});

test('an event of a campaign has no call ID', () => {
	const delivery = readDelivery({}, { event: 'campaign.paused', campaign_id: 'camp_1' });

	expect(delivery).toMatchObject({ event: 'campaign.paused', payload: { campaign_id: 'camp_1' } });
	expect(
		readDelivery(
			{},
			{ id: 'evt_1', type: 'campaign.paused', data: { campaign: { id: 'camp_1' } } },
		),
	).toEqual({ event: 'campaign.paused', payload: { id: 'camp_1' } });
});

test.each([
	undefined,
	null,
	'',
	7,
	[],
	[{ call_id: ID }, { call_id: ID }],
	{},
	{ call_id: '' },
	{ call_id: {} },
	{ status: 'completed' },
	{ data: null },
])('%j is not an event of TopCalls', (body) => {
	expect(readDelivery({}, body)).toBeUndefined();
});
