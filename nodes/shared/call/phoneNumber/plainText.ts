const BEYOND_ASCII = /[^\x20-\x7e]/;
/** Bidirectional and other marks that come along when a number is copied; U+202E turns digits around and stays. */
const INVISIBLE = /[\u200c-\u200f\u202a-\u202d\u2060-\u2069\ufeff]/g;
const DASHES = /[\p{Pd}\u00ad\u2212\u30fc]/gu;
const SLASHES = /[\u2044\u2215\\]/g;
const QUOTED = /^(["'“”‘’`])(.*)\1$/;

/**
 * Writes a number in plain characters, without what a spreadsheet, a link or a copy adds to it. Digits stay as
 * many as they are, except for decimals that are zero.
 */
export function plainText(written: string): string {
	const number = withDots(written.trim());
	const text = (BEYOND_ASCII.test(number) ? toAscii(number) : number).trim();
	const alone = text
		.replace(QUOTED, '$2')
		.replace(/^['‘’`]/, '')
		.replace(/^tel:(\/\/)?/i, '')
		.replace(/[.,;]$/, '');
	return withoutDecimals(alone).trim();
}

/** Digits of other scripts, full-width forms, odd spaces and dashes. Superscripts and the like are no digits. */
function toAscii(text: string): string {
	return text
		.replace(/\p{Nd}/gu, (digit) => String(digitValue(digit)))
		.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
		.replace(INVISIBLE, '')
		.replace(DASHES, '-')
		.replace(SLASHES, '/')
		.replace(/\p{Zs}/gu, ' ')
		.replace(/\u200b/g, '  ');
}

/** Unicode keeps the ten digits of a script together, so the distance from the first of them is the value. */
function digitValue(digit: string): number {
	const code = digit.codePointAt(0) ?? 0;
	let first = code;
	while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first--;
	return (code - first) % 10;
}

/** 4155551234.0, +4930123456,00, 030 123456.0 and 4.155.551.234,00 of a spreadsheet. */
function withoutDecimals(text: string): string {
	const thousands = /^(\d{1,3}(?:\.\d{3})+),0+$/.exec(text)?.[1];
	if (thousands) return thousands;
	return text.replace(/^(\+?\d{7,})[.,]0+$/, '$1').replace(/^([^.,]*\d)[.,]0$/, '$1');
}

/** 4,155,551,234.00 and other separators of thousands that are none of phone numbers. */
function withDots(text: string): string {
	const thousands = /^(\d{1,3}(?:[,\u202f’]\d{3})+)(?:[.,]0+)?$/.exec(text)?.[1];
	return thousands ? thousands.replace(/\D/g, '.') : text;
}
