import fc from 'fast-check';

import { normalizeCall } from '../../nodes/shared/call/call';
import { isLike, passesFilters } from '../../nodes/TopCallsTrigger/lifecycle/accountFilters';

const ALL = { dispositions: '', onlyConversions: false, phoneNumberPattern: '' };

/** Whether a call passes when the API and the event differ. */
function passes(filters: object, ofApi: object, ofEvent: object = {}, disposition?: string) {
	const call = normalizeCall({ call_id: '1', ...ofApi });
	return passesFilters({ ...ALL, ...filters }, call, { payload: { ...ofEvent }, disposition });
}

test.each<[boolean, object, object, object?, string?]>([
	[true, {}, { disposition: 'refused' }],
	[true, { dispositions: 'confirmed, Booked Callback' }, { disposition: 'booked_callback' }],
	[false, { dispositions: 'confirmed' }, { disposition: 'refused' }],
	[false, { dispositions: 'confirmed' }, {}, { disposition: 'refused' }],
	[false, { dispositions: 'confirmed' }, {}, { disposition: null }],
	[false, { dispositions: 'confirmed' }, {}, {}, 'refused'],
	[true, { dispositions: 'confirmed' }, {}, {}, 'confirmed'],
	[true, { dispositions: 'confirmed' }, { disposition: null }, { disposition: 'confirmed' }],
	[false, { onlyConversions: true }, {}, { is_conversion: false }],
	[true, { onlyConversions: true }, {}, { is_conversion: true }],
	[false, { onlyConversions: true }, {}, { disposition: null }],
	[true, { phoneNumberPattern: '+1415%' }, { phone_number: '+14155550101' }],
	[false, { phoneNumberPattern: '+1415%' }, { phone_number: '+12125550101' }],
	[false, { phoneNumberPattern: '+1415' }, { phone_number: '+14155550101' }],
])('passes: %s, for %j with a call %j and an event %j named %s', (expected, ...rest) => {
	expect(passes(...rest)).toBe(expected);
});

test('missing fields are left to the filters of TopCalls', () => {
	const filters = { dispositions: 'confirmed', onlyConversions: true, phoneNumberPattern: '+1%' };

	expect(passes(filters, {})).toBe(true);
});

test('% stands for any characters, and every other character only for itself', () => {
	const text = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*'), maxLength: 12 });
	const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*', '%'), maxLength: 8 });
	fc.assert(
		fc.property(text, pattern, (value, like) => {
			const literal = like.replace(/[.*]/g, '\\$&').replace(/%/g, '.*');
			expect(isLike(value, like)).toBe(new RegExp(`^${literal}$`).test(value));
		}),
		{ numRuns: 2_000 },
	);
});

test('a long pattern takes no longer than a short one', () => {
	expect(isLike('a'.repeat(100_000), `${'%a'.repeat(20_000)}%b`)).toBe(false);
});
