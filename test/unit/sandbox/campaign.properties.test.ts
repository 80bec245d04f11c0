import fc from 'fast-check';
import { FIRST_CAMPAIGN_ID } from '../../../dev/sandbox/campaigns/campaigns';
import { FIRST_LIST } from '../../../dev/sandbox/leads/leadLists';
import { DEFAULT_SETTINGS } from '../../../dev/sandbox/settings';
import { fictionalNumbers } from '../../../dev/sandbox';
import { World } from '../../../dev/sandbox/world';

const MAGIC = ['0002', '0003', '0008', '0009', '0010', '0011'].map((end) => `+44207946${end}`);
const NUMBERS = [...fictionalNumbers(20), ...MAGIC];

/** What people and the network do while a campaign runs; the number picks a lead or a time. */
const action = fc.record({
	do: fc.constantFrom(
		'start',
		'pause',
		'wait',
		'join',
		'leave',
		'delete',
		'unsubscribe',
		'cancel',
		'call',
		'runOut',
	),
	pick: fc.nat({ max: NUMBERS.length - 1 }),
});

/** Performs the action; what TopCalls refuses (409, 402) changes nothing. */
function act(world: World, { do: name, pick }: { do: string; pick: number }): void {
	const { campaigns, leads, callSimulator, clock, settings } = world;
	const lead = leads.findByPhone(NUMBERS[pick]!);
	const now = clock.now();
	const actions: Record<string, () => void> = {
		start: () => campaigns.start(FIRST_CAMPAIGN_ID),
		pause: () => campaigns.pause(FIRST_CAMPAIGN_ID),
		wait: () => clock.advance(pick * 3_000),
		join: () =>
			lead
				? leads.attach(lead, FIRST_LIST.id, now)
				: leads.create({ phoneNumber: NUMBERS[pick]! }, FIRST_LIST.id, now),
		leave: () => lead && leads.detach(lead, FIRST_LIST.id, now),
		delete: () => lead && leads.delete([lead.id]),
		unsubscribe: () => lead && leads.update(lead, { status: 'Unsubscribed' }, now),
		cancel: () => callSimulator.stop(callSimulator.calls()[pick]?.id ?? 'none'),
		call: () => callSimulator.place({ phone_number: NUMBERS[pick]!, task: 'Say hello.' }, null),
		runOut: () => world.configure({ quotaCalls: settings.quotaCalls === null ? pick : null }),
	};
	try {
		actions[name]!();
	} catch (refused) {
		expect(refused).toMatchObject({ status: expect.any(Number) });
	}
}

describe('a campaign, with any events while it runs', () => {
	test('calls no lead twice, none that is unsubscribed before its turn, and misses nobody', () => {
		fc.assert(
			fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
				const world = new World({ ...structuredClone(DEFAULT_SETTINGS), speed: 0 });
				const { campaigns, leads, callSimulator, clock } = world;
				for (const number of NUMBERS) leads.create({ phoneNumber: number }, FIRST_LIST.id, 0);
				const calledIds: string[] = [];
				const unsubscribed = new Set<string>();
				for (const next of actions) {
					act(world, next);
					for (const { leadId } of callSimulator.calls().slice(calledIds.length)) {
						expect(unsubscribed).not.toContain(leadId ?? '');
						calledIds.push(leadId ?? `single ${calledIds.length}`);
					}
					for (const { id } of leads.matching({ status: 'Unsubscribed' })) unsubscribed.add(id);
				}
				world.configure({ quotaCalls: null });
				const { status } = campaigns.get(FIRST_CAMPAIGN_ID);
				if (status === 'draft' || status === 'paused') campaigns.start(FIRST_CAMPAIGN_ID);
				clock.advance(24 * 60 * 60_000);
				for (const call of callSimulator.calls())
					if (call.stage === 'queued') callSimulator.cancel(call.id);
				clock.advance(24 * 60 * 60_000);

				const called = callSimulator.calls().flatMap(({ leadId }) => leadId ?? []);
				expect(new Set(called).size).toBe(called.length);
				const { endedAt } = campaigns.get(FIRST_CAMPAIGN_ID);
				const due = leads
					.matching({ list_id: FIRST_LIST.id })
					.filter(({ id, createdAt }) => !unsubscribed.has(id) && createdAt < endedAt!);
				for (const { id } of due) expect(called).toContain(id);
				expect(world.callSimulator.waiting()).toEqual({ open: 0, unprocessed: 0 });
				world.clear();
			}),
			{ numRuns: 200 },
		);
	});
});
