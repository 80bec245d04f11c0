/** Where lists keep mobile numbers with and without a digit: in Mexico until 2019, in Argentina and Brazil until today. */
const OPTIONAL_DIGIT: Array<[pattern: RegExp, digit: string]> = [
	[/^(\+52)1?(\d{10})$/, '1'],
	[/^(\+54)9?(\d{10})$/, '9'],
	[/^(\+55\d\d)9?([6-9]\d{7})$/, '9'],
];

/**
 * The spellings under which a number may be kept, first its own.
 *
 * @param number as E.164
 */
export function spellingsOf(number: string): string[] {
	const others = OPTIONAL_DIGIT.flatMap(([pattern, digit]) => {
		const [, before, after] = pattern.exec(number) ?? [];
		return before === undefined ? [] : [`${before}${digit}${after}`, `${before}${after}`];
	});
	return [...new Set([number, ...others])];
}
