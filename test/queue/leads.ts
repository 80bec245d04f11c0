/** A person to call. */
export interface Lead {
	/** Their ID in the CRM. */
	id: string;
	phone: string;
}

/** Area codes in the United Kingdom in which the numbers below are reserved for fiction, so that nobody can be reached. */
const AREAS = ['113496', '114496', '116496', '117496', '121496', '131496', '141496', '207946'];
/** The last four digits in each area: busy, no answer and failed in the sandbox, all others completed. */
const ENDINGS = [2, 3, 5, ...Array.from({ length: 97 }, (_, index) => 101 + index)];

const EVERYBODY = AREAS.flatMap((area) =>
	ENDINGS.map((ending) => `44${area}${String(ending).padStart(4, '0')}`),
).map((digits): Lead => ({ id: `lead-${digits}`, phone: `+${digits}` }));

/** `count` leads, each with its own number; of 100 in a row 97 calls complete and 3 fail. */
export function leads(count: number, from = 0): Lead[] {
	return EVERYBODY.slice(from, from + count);
}

/** The leads in lists of the given length. */
export function inLists(all: Lead[], length: number): Lead[][] {
	const starts = [...all.keys()].filter((index) => index % length === 0);
	return starts.map((start) => all.slice(start, start + length));
}

/** The leads whose numbers are not among these. */
export function without(all: Lead[], numbers: string[]): Lead[] {
	const taken = new Set(numbers);
	return all.filter(({ phone }) => !taken.has(phone));
}

/** The counts of the sandbox when each of these numbers was called once. */
export function onceEach(numbers: string[]): Record<string, number> {
	return Object.fromEntries(numbers.map((number) => [number, 1]));
}
