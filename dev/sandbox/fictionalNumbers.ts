import { parsePhoneNumberFromString } from 'libphonenumber-js';

/** 555-0100 to 555-0199 are reserved for fiction in every area code of the United States. */
const PER_AREA = 100;
const AREAS = Array.from({ length: 800 }, (_, index) => 200 + index).filter(
	(area) => parsePhoneNumberFromString(`+1${area}5550100`)?.country === 'US',
);

/**
 * Distinct fictional numbers, none of them magic: in the sandbox a person answers.
 *
 * @param count how many, in ascending order
 * @param from  the place of the first, so that two lists can have none in common
 */
export function fictionalNumbers(count: number, from = 0): string[] {
	const most = AREAS.length * PER_AREA;
	if (from + count > most) throw new RangeError(`There are only ${most} numbers for fiction`);
	return Array.from({ length: count }, (_, index) => {
		const place = from + index;
		const area = AREAS[Math.floor(place / PER_AREA)];
		return `+1${area}${5_550_100 + (place % PER_AREA)}`;
	});
}
