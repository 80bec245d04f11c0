/** Area codes of Great Britain with a thousand numbers each that are reserved for fiction. */
const FICTIONAL =
	'113496 114496 116496 117496 118496 121496 131496 141496 151496 161496 191498 207946'.split(' ');

/** The endings below this one are magic. */
const FIRST_PLAIN = 100;
const PLAIN_PER_AREA = 1_000 - FIRST_PLAIN;

/** So many different numbers reserved for fiction, at most 10,800, none of them magic. */
export function fictionalNumbers(count: number): string[] {
	return Array.from({ length: count }, (_, index) => {
		const area = FICTIONAL[Math.floor(index / PLAIN_PER_AREA)]!;
		const ending = FIRST_PLAIN + (index % PLAIN_PER_AREA);
		return `+44${area}0${ending}`;
	});
}
