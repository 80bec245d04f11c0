import type { PhoneNumber } from '../../vendor/libphonenumber';
import type { Group } from './notation';

/** How many digits the groups have, without country code and trunk prefix. */
export function nationalSizes(groups: Group[], { nationalNumber }: PhoneNumber): number[] {
	const sizes: number[] = [];
	let missing = nationalNumber.length;
	for (let index = groups.length - 1; index >= 0 && missing > 0; index--) {
		const size = Math.min(groups[index]?.digits.length ?? 0, missing);
		sizes.unshift(size);
		missing -= size;
	}
	return sizes;
}

/** Whether the country breaks the number up like this. */
export function isUsualGrouping(sizes: number[], number: PhoneNumber): boolean {
	return [number.formatInternational(), number.formatNational()].some((text) => {
		const groups = (text.match(/\d+/g) ?? []).map((digits) => ({ gap: '', digits }));
		return nationalSizes(groups, number).join() === sizes.join();
	});
}

/** Whether the digits are those that the number has where its country writes it down. */
export function isNational(digits: string, number: PhoneNumber): boolean {
	return nationalDigits(number) === digits;
}

/** The digits of a number as its country writes it, with the trunk prefix where there is one. */
export function nationalDigits(number: PhoneNumber): string {
	return number.formatNational().replace(/\D/g, '');
}
