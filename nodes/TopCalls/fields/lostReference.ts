import type { Given } from './expressionText';
import { referencesIn } from './references';

/** A text that is in no value, with digits alone, as phone numbers lose other characters. */
const MARKER = '708193';
/** What JavaScript writes for nothing. */
const NOTHING = /undefined|null|NaN|\s/g;

/** Before a fallback, as in `$json.phone?.trim() || …`. */
const HAS_FALLBACK = /^(?:\??\.\w+\((?:[^()]|\([^()]*\))*\))*\s*(?:\?\?|\|\|)/;
/** In a list from which what is there is taken, as in `[$json.phone, $json.mobile].find(Boolean)`. */
const IS_CHOSEN_FROM = /^[^()[\]]*\]\s*\.(?:filter|find|findLast|compact)\(/;
/** In n8n's own functions for fields that may be missing. */
const IS_IN_CONDITION = /\$if(?:Empty)?\([^()]*$/;

/**
 * The field of an item that gives nothing where JavaScript joins it to others, as in `"+" + $json.code + $json.phone`
 * or in `[$json.code, $json.phone].join("")`: with a marker in its place, the result is the same with the marker in it.
 */
export function lostReference({ code, value, evaluate }: Given): string | undefined {
	if (typeof value !== 'string' && typeof value !== 'number') return undefined;
	if (String(value).includes(MARKER)) return undefined;
	const written = String(value).replace(NOTHING, '');
	const lost = referencesIn(code).find(({ code: name, index }) => {
		const before = code.slice(0, index);
		const behind = code.slice(index + name.length);
		if (HAS_FALLBACK.test(behind) || IS_CHOSEN_FROM.test(behind)) return false;
		if (IS_IN_CONDITION.test(before) || !isNothing(attempt(() => evaluate(name)))) return false;
		const filled = String(attempt(() => evaluate(`${before}"${MARKER}"${behind}`)));
		// Alone, it is one of several to choose from.
		if (filled === MARKER || !filled.includes(MARKER)) return false;
		return filled.replaceAll(MARKER, '').replace(NOTHING, '') === written;
	});
	return lost?.code;
}

/** What an export writes for nothing counts too. */
export function isNothing(value: unknown): boolean {
	if (value === undefined || value === null || Number.isNaN(value)) return true;
	return typeof value === 'string' && /^\s*(?:null|undefined|NaN)?\s*$/.test(value);
}

function attempt(evaluate: () => unknown): unknown {
	try {
		return evaluate();
	} catch {
		return undefined;
	}
}
