import {
	Deduplicator,
	deduplicatorFor,
	type SavedEvents,
} from '../../nodes/TopCallsTrigger/deduplicator';

const NOW = 1_800_000_000_000;
const WEEK = 7 * 24 * 3_600_000;

test('an event is claimed once, also when copies arrive before the first is committed', () => {
	const deduplicator = new Deduplicator();

	expect([1, 2, 3].map(() => deduplicator.claim({ name: 'completed 1' }, '', NOW))).toEqual([
		true,
		false,
		false,
	]);
	expect(deduplicator.claim({ name: 'failed 1' }, '', NOW)).toBe(true);
});

test('a released event can be claimed again', () => {
	const deduplicator = new Deduplicator();
	deduplicator.claim({ name: 'completed 1' }, '', NOW);
	deduplicator.release({ name: 'completed 1' });

	expect(deduplicator.claim({ name: 'completed 1' }, '', NOW)).toBe(true);
});

test('after a restart the saved events count', () => {
	const saved = ran(new Deduplicator(), 'completed 1');

	expect(new Deduplicator().claim({ name: 'completed 1' }, saved, NOW + 60)).toBe(false);
	expect(new Deduplicator().claim({ name: 'completed 2' }, saved, NOW + 60)).toBe(true);
});

test('an event that is released after another delivery saved it is not lost', () => {
	const deduplicator = new Deduplicator();
	const saved = ran(deduplicator, 'completed 1');
	deduplicator.release({ name: 'completed 1' });

	expect(deduplicator.claim({ name: 'completed 1' }, saved, NOW)).toBe(true);
});

test('a claim is not saved: if n8n stops now, the next delivery must run', () => {
	const deduplicator = new Deduplicator();
	deduplicator.claim({ name: 'completed 1' }, '', NOW);
	const saved = ran(deduplicator, 'completed 2');

	expect(new Deduplicator().claim({ name: 'completed 1' }, saved, NOW)).toBe(true);
});

test('two deliveries at once with the same saved events do not overwrite each other', () => {
	const deduplicator = new Deduplicator();
	const atBoth = ran(new Deduplicator(), 'completed of another process');
	ran(deduplicator, 'completed 1', atBoth);
	const saved = ran(deduplicator, 'completed 2', atBoth);

	for (const event of ['completed of another process', 'completed 1', 'completed 2']) {
		expect(new Deduplicator().claim({ name: event }, saved, NOW)).toBe(false);
	}
});

test('the saved events are limited in number and age', () => {
	const deduplicator = new Deduplicator();
	let saved = ran(deduplicator, 'completed old');
	for (let call = 0; call < 1_200; call++)
		saved = ran(deduplicator, `completed ${call}`, saved, NOW + WEEK);

	expect(saved).toHaveLength(14_000);
	expect(new Deduplicator().claim({ name: 'completed 1199' }, saved, NOW + WEEK)).toBe(false);
	expect(new Deduplicator().claim({ name: 'completed old' }, saved, NOW + WEEK)).toBe(true);
});

test('of many events that were saved, each is known and no other', () => {
	const deduplicator = new Deduplicator();
	let saved = '';
	for (let call = 0; call < 1_000; call++)
		saved = ran(deduplicator, `end ${call}`, saved, NOW + call);

	const restarted = new Deduplicator();
	for (let call = 0; call < 1_000; call++) {
		expect(restarted.claim({ name: `end ${call}` }, saved, NOW + 5_000)).toBe(false);
		expect(restarted.claim({ name: `other ${call}` }, saved, NOW + 5_000)).toBe(true);
	}
});

test('after a week an event counts as new', () => {
	const deduplicator = new Deduplicator();
	deduplicator.claim({ name: 'completed 1' }, '', NOW);

	expect(deduplicator.claim({ name: 'completed 1' }, '', NOW + WEEK - 1)).toBe(false);
	expect(deduplicator.claim({ name: 'completed 1' }, '', NOW + WEEK)).toBe(true);
});

test('a copy can wait for the result of the first', async () => {
	const deduplicator = new Deduplicator();
	deduplicator.claim({ name: 'end 1' }, '', NOW);
	const decision = deduplicator.decisionOn({ name: 'end 1' });
	deduplicator.release({ name: 'end 1' });

	await expect(decision).resolves.toBeUndefined();
	expect(deduplicator.claim({ name: 'end 1' }, '', NOW)).toBe(true);
	deduplicator.commit({ name: 'end 1' }, '', NOW);
	expect(deduplicator.decisionOn({ name: 'end 1' })).toBeUndefined();
});

test('two triggers do not share claims', () => {
	expect(deduplicatorFor('workflow trigger 1')).toBe(deduplicatorFor('workflow trigger 1'));
	expect(deduplicatorFor('workflow trigger 1')).not.toBe(deduplicatorFor('workflow trigger 2'));
});

/** Claims and commits an event; returns the saved text. */
function ran(deduplicator: Deduplicator, event: string, saved = '', now = NOW): SavedEvents {
	deduplicator.claim({ name: event }, saved, now);
	return deduplicator.commit({ name: event }, saved, now);
}
