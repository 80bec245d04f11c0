import fc from 'fast-check';

import { trustEvent, type Verification } from '../../nodes/TopCallsTrigger/verification';
import { readDelivery } from '../../nodes/TopCallsTrigger/delivery';
import { json, objectWith } from './json';

const ID = '564d4fd4-03bc-400a-abe0-05540fbeff88';

const event = objectWith({
	call_id: [ID, '../voices', '', 7],
	id: [ID, '..', null],
	event: ['call.completed', 'CALL_FAILED', 'campaign.paused', 'call.', 'ping', ''],
	type: ['call:started', 7],
	status: ['completed', 'in_progress', 'archived'],
	call_status: ['busy', null],
	transferred_to: ['+14155550101'],
	transcript: ['AI: Hello', []],
});
const enveloped = fc.record({ event: fc.constantFrom('call.failed', 7), data: event });
const body = fc.oneof(event, enveloped, fc.record({ call: event }), json, fc.constant(undefined));
const headers = fc.dictionary(
	fc.constantFrom('x-topcalls-event', 'x-event', 'host'),
	fc.oneof(fc.constantFrom('call.completed', 'call.evil; x', '', ['a', 'b']), fc.string()),
);

const runs = { numRuns: 2_000 };

test('any body posted to the trigger is an event of known form, or none; nothing crashes', () => {
	fc.assert(
		fc.property(headers, body, (given, posted) => {
			const delivery = readDelivery(given, posted);
			if (delivery === undefined) return;
			expect(delivery.event ?? delivery.callId).toBeDefined();
			if (delivery.event) expect(delivery.event).toMatch(/^(call|campaign)\.[a-z]+$/);
			expect(typeof delivery.payload).toBe('object');
		}),
		runs,
	);
});

test('a trusted event has the common shape of a call', () => {
	fc.assert(
		fc.property(headers, body, (given, posted) => {
			const delivery = readDelivery(given, posted);
			if (delivery?.callId === undefined) return;
			const finding: Verification = trustEvent(
				{ ...delivery, callId: delivery.callId },
				Date.now(),
			);
			if (!('call' in finding)) return;
			expect(finding.call.call_id).toBe(delivery.callId);
			expect(finding.event).toMatch(/^(call|campaign)\./);
		}),
		runs,
	);
});
