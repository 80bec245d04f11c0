const DAY_FIRST = /^(\d{1,2})(\s*[./-]\s*)(\d{1,2})\2(\d{4}|\d{2})(?!\d)(.*)$/s;
const YEAR_FIRST = /^(\d{4})(\s*[./-]\s*|\s)(\d{1,2})\2(\d{1,2})(?!\d)(.*)$/s;
const WITH_SPACES = /^(\d{1,2})(\s)(\d{1,2})\s(\d{4})(?!\d)(.*)$/s;
/** Such as T10:00:00Z, or a word. */
const TIME = /^(?:[T,\s]\s*(?:\d{1,2}[:.h]\d{2}|[^\d\s]).*)?$/s;

/** Whether a text is written as a date, such as 24.12.2024, 12/24/24 or 2024-12-24T10:00:00Z. */
export function isDate(text: string): boolean {
	const [, year, , month, day, behind] = YEAR_FIRST.exec(text) ?? [];
	if (year) return isDayOf(year, month, day) && TIME.test(behind ?? '');
	const found = DAY_FIRST.exec(text) ?? WITH_SPACES.exec(text) ?? [];
	const [, first, , second, last, rest] = found;
	if (!last || !TIME.test(rest ?? '')) return false;
	return isDayOf(last, second, first) || isDayOf(last, first, second);
}

function isDayOf(year: string, month: string | undefined, day: string | undefined): boolean {
	const isYear = year.length === 2 || /^(?:19|20)/.test(year);
	return isYear && isFromOneTo(12, month) && isFromOneTo(31, day);
}

function isFromOneTo(last: number, digits: string | undefined): boolean {
	return Number(digits) >= 1 && Number(digits) <= last;
}
