import fc from 'fast-check';
import { getCountries, getExampleNumber } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/examples.mobile.json';

import { prefixesByZones } from '../../nodes/shared/vendor/phoneTimeZones.json';
import { zonesOf } from '../../nodes/shared/call/timeZones';

test.each([
	['+14155550123', ['America/Los_Angeles']],
	['+12125550123', ['America/New_York']],
	['+442079460123', ['Europe/London']],
	['+918012345678', ['Asia/Calcutta']],
	['+9779812345678', ['Asia/Katmandu']],
	['+551155256325', ['America/Sao_Paulo']],
])('%s is in %s', (number, zones) => {
	expect(zonesOf(number)).toEqual(zones);
});

test('a mobile phone can be anywhere in its country, whatever the region of its prefix', () => {
	expect(zonesOf('+79161234567')).toEqual(expect.arrayContaining(['Asia/Vladivostok']));
	expect(zonesOf('+74951234567')).toEqual(['Europe/Moscow']);
	expect(zonesOf('+61412345678')).toEqual(expect.arrayContaining(['Australia/Perth']));
	expect(zonesOf('+34612345678')).toEqual(['Atlantic/Canary', 'Europe/Madrid']);
});

test('a toll-free number can be anywhere in its numbering plan', () => {
	expect(zonesOf('+18002345678')).toEqual(
		expect.arrayContaining(['America/New_York', 'Pacific/Honolulu']),
	);
});

test('a text that is not a number has no time zone', () => {
	expect(zonesOf('+999123')).toEqual([]);
	expect(zonesOf('')).toEqual([]);
});

test('there is a zone for the numbers of every country', () => {
	const without = getCountries().filter((country) => {
		const number = getExampleNumber(country, examples);
		return number && zonesOf(number.number).length === 0;
	});
	expect(without).toEqual([]);
});

test('every zone is one that this Node knows', () => {
	fc.assert(
		fc.property(fc.constantFrom(...Object.keys(prefixesByZones)), (zones) => {
			for (const zone of zones.split(' ')) {
				expect(() => new Intl.DateTimeFormat('en-US', { timeZone: zone })).not.toThrow();
			}
		}),
		{ numRuns: 1_000 },
	);
});
