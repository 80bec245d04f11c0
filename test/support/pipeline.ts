import type { IDataObject } from 'n8n-workflow';
import { fictionalNumbers, FIRST_CAMPAIGN_ID, type Sandbox } from '../../dev/sandbox';

/** The example with more leads, which tests run on a real n8n and on its engine. */
export const PIPELINE = 'sheet-to-campaign-and-back';

const PLAIN = fictionalNumbers(190);
const OUTCOMES: Record<string, string> = {
	'+442079460002': 'busy',
	'+442079460003': 'no-answer',
	'+442079460004': 'voicemail',
	'+442079460005': 'failed',
	'+442079460006': 'rejected',
	'+442079460021': 'completed',
	'+441134960002': 'busy',
	'+441134960003': 'no-answer',
	'+441134960004': 'voicemail',
	'+441134960021': 'completed',
};
const NUMBERS = [...PLAIN, ...Object.keys(OUTCOMES)];
/** The reply to the update of this lead is lost, so the node cannot know whether its note was saved. */
const LOST_REPLY = PLAIN[0]!;

/** The sheet. */
export const ROWS: IDataObject[] = NUMBERS.map((phone, index) => ({
	row: index + 2,
	name: `Lead ${index}`,
	phone,
	company: `Company ${index}`,
}));

/** Lets the campaign make many calls at a time, and loses a reply of each kind. */
export function prepareTrouble(sandbox: Sandbox): void {
	sandbox.dashboard.changeCampaign(FIRST_CAMPAIGN_ID, { maxParallelCalls: 25 });
	for (const path of ['/v1/leads/bulk', '/v1/campaigns/*/start']) {
		sandbox.fault({ when: { method: 'POST', path }, first: 1, do: 'cutAfter' });
	}
	const update = { method: 'PATCH', path: '/v1/leads/*', number: LOST_REPLY };
	sandbox.fault({ when: update, do: 'cutAfter' });
}

/**
 * Each lead was called once, and its outcome is once on the lead and once in the sheet, or in the list to enter by hand.
 *
 * @param inSheet numbers of the rows that were written
 * @param byHand  numbers in the list to enter by hand
 */
export function expectEachLeadOnce(sandbox: Sandbox, inSheet: unknown[], byHand: unknown[]): void {
	const onceEach = Object.fromEntries(NUMBERS.map((number) => [number, 1]));
	expect(sandbox.dashboard.callsByNumber()).toEqual(onceEach);
	expect(sandbox.rings()).toEqual(onceEach);
	const stats = sandbox.dashboard.leadStats();
	expect(stats.map(({ phoneNumber }) => phoneNumber).sort()).toEqual([...NUMBERS].sort());
	for (const { phoneNumber, notes, tags, status } of stats) {
		const outcome = OUTCOMES[phoneNumber] ?? 'completed';
		expect(notes?.match(/Call [a-z-]+\./g)).toEqual([`Call ${outcome}.`]);
		expect(tags).toEqual([outcome]);
		expect(status).toBe(phoneNumber.endsWith('0021') ? 'Unsubscribed' : 'Contacted');
	}
	expect([...inSheet].sort()).toEqual(NUMBERS.filter((number) => number !== LOST_REPLY).sort());
	expect(byHand).toEqual([LOST_REPLY]);
}
