import { Claims, claimsOf, type SavedClaims } from '../../nodes/TopCallsTrigger/deduplicator';

const NOW = 1_800_000_000_000;
const DAY = 24 * 3_600_000;

test('an event is taken once, also by copies that come before the first has run', () => {
	const claims = new Claims();

	expect([1, 2, 3].map(() => claims.take({ name: 'completed 1' }, '', NOW))).toEqual([
		true,
		false,
		false,
	]);
	expect(claims.take({ name: 'failed 1' }, '', NOW)).toBe(true);
});

test('an event that was given back can be taken again', () => {
	const claims = new Claims();
	claims.take({ name: 'completed 1' }, '', NOW);
	claims.giveBack({ name: 'completed 1' });

	expect(claims.take({ name: 'completed 1' }, '', NOW)).toBe(true);
});

test('after a restart the saved events count', () => {
	const saved = ran(new Claims(), 'completed 1');

	expect(new Claims().take({ name: 'completed 1' }, saved, NOW + 60)).toBe(false);
	expect(new Claims().take({ name: 'completed 2' }, saved, NOW + 60)).toBe(true);
});

test('what is given back after another delivery saved it is not lost', () => {
	const claims = new Claims();
	const saved = ran(claims, 'completed 1');
	claims.giveBack({ name: 'completed 1' });

	expect(claims.take({ name: 'completed 1' }, saved, NOW)).toBe(true);
});

test('what is only taken is not saved: should n8n end now, the next delivery must run', () => {
	const claims = new Claims();
	claims.take({ name: 'completed 1' }, '', NOW);
	const saved = ran(claims, 'completed 2');

	expect(new Claims().take({ name: 'completed 1' }, saved, NOW)).toBe(true);
});

test('two deliveries at once, which each know the same saved events, do not overwrite each other', () => {
	const claims = new Claims();
	const atBoth = ran(new Claims(), 'completed of another process');
	ran(claims, 'completed 1', atBoth);
	const saved = ran(claims, 'completed 2', atBoth);

	for (const event of ['completed of another process', 'completed 1', 'completed 2']) {
		expect(new Claims().take({ name: event }, saved, NOW)).toBe(false);
	}
});

test('what is saved is bounded in number and age', () => {
	const claims = new Claims();
	let saved = ran(claims, 'completed old');
	for (let call = 0; call < 1_200; call++)
		saved = ran(claims, `completed ${call}`, saved, NOW + DAY);

	expect(saved.split(' ')).toHaveLength(1_000);
	expect(saved.length).toBeLessThan(30_000);
	expect(new Claims().take({ name: 'completed 1199' }, saved, NOW + DAY)).toBe(false);
	expect(new Claims().take({ name: 'completed old' }, saved, NOW + DAY)).toBe(true);
});

test('after a day an event may come again', () => {
	const claims = new Claims();
	claims.take({ name: 'completed 1' }, '', NOW);

	expect(claims.take({ name: 'completed 1' }, '', NOW + DAY - 1)).toBe(false);
	expect(claims.take({ name: 'completed 1' }, '', NOW + DAY)).toBe(true);
});

test('a copy can wait for what becomes of the first', async () => {
	const claims = new Claims();
	claims.take({ name: 'end 1' }, '', NOW);
	const decision = claims.decisionOn({ name: 'end 1' });
	claims.giveBack({ name: 'end 1' });

	await expect(decision).resolves.toBeUndefined();
	expect(claims.take({ name: 'end 1' }, '', NOW)).toBe(true);
	claims.run({ name: 'end 1' }, '', NOW);
	expect(claims.decisionOn({ name: 'end 1' })).toBeUndefined();
});

test('two triggers do not take events from each other', () => {
	expect(claimsOf('workflow trigger 1')).toBe(claimsOf('workflow trigger 1'));
	expect(claimsOf('workflow trigger 1')).not.toBe(claimsOf('workflow trigger 2'));
});

/** Takes and runs an event; returns what is saved then. */
function ran(claims: Claims, event: string, saved = '', now = NOW): SavedClaims {
	claims.take({ name: event }, saved, now);
	return claims.run({ name: event }, saved, now);
}
