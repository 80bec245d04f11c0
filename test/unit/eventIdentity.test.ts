import { Deduplicator } from '../../nodes/TopCallsTrigger/deduplicator';
import { callIdentity, campaignIdentity } from '../../nodes/TopCallsTrigger/eventIdentity';

const NOW = 1_800_000_000_000;
const MINUTE = 60_000;
const CAMPAIGN = { campaign_id: 'camp_1' };

/** Which of several campaign events, each at its minute, start an execution. */
function started(events: Array<[minute: number, event: string, campaign?: object]>): boolean[] {
	let [claims, saved] = [new Deduplicator(), ''];
	return events.map(([minute, event, campaign = CAMPAIGN], index) => {
		// Every second time after a restart.
		if (index % 2 === 1) claims = new Deduplicator();
		const now = NOW + minute * MINUTE;
		const identity = campaignIdentity(event, { ...campaign }, JSON.stringify(campaign));
		const isTaken = claims.claim(identity, saved, now);
		if (isTaken) saved = claims.commit(identity, saved, now);
		return isTaken;
	});
}

test('a campaign that is paused, resumed and paused again starts three executions, with equal bodies too', () => {
	expect(
		started([
			[0, 'campaign.paused'],
			[1, 'campaign.paused'],
			[2, 'campaign.resumed'],
			[7, 'campaign.resumed'],
			[9, 'campaign.paused'],
			[10, 'campaign.paused'],
		]),
	).toEqual([true, false, true, false, true, false]);
});

test('the repeats of one delivery start nothing, but an equal event after them does', () => {
	const paused = [0, 1, 6, 21, 81, 150].map((minute): [number, string] => [
		minute,
		'campaign.paused',
	]);

	expect(started(paused)).toEqual([true, false, false, false, false, true]);
});

test('what happens to another campaign proves nothing', () => {
	expect(
		started([
			[0, 'campaign.paused'],
			[1, 'campaign.resumed', { campaign_id: 'camp_2' }],
			[2, 'campaign.paused'],
		]),
	).toEqual([true, true, false]);
});

test('a call ends once, whatever the end event is called', () => {
	expect(callIdentity('call.completed', '1')).toEqual(callIdentity('call.failed', '1'));
	expect(callIdentity('call.started', '1')).not.toEqual(callIdentity('call.queued', '1'));
	expect(callIdentity('call.failed', '1')).not.toEqual(callIdentity('call.failed', '2'));
});
