import type { Given } from '../../../fields/expressionText';
import { referencesIn } from '../../../fields/references';

/** What JavaScript makes of nothing, of an object, and of no date, when it joins them to a text. */
const REMNANT = /\bundefined\b|\[object \w+\]|\bNaN\b|Invalid Date/;
/** A word of some languages, and a value in JSON. */
const NULL = /\bnull\b(?<!": ?null|[[,]null)/;
/** Without a space between, the same is a word such as “Aptundefined”; inside of a word, as in “annullato”, it is none. */
const GLUED = /undefined|NaN|Infinity|.null$|^null.|[^\p{Ll}]null|null[^\p{Ll}]/u;

const JOINS = /\+|\$\{|\bconcat\b/;
/** Of these, not all insert `null` as a word. */
const BUILDS = /\+|\$\{|\b(?:concat|join|replace|replaceAll|String|padStart|padEnd)\b/;

const WORDS = /[\p{L}\p{N}_]+/gu;
const SHOWN = 20;

/**
 * Finds what is left of a missing value in a text that an expression returned, such as “Ms. undefined” or “Aptnull”.
 *
 * @returns it with a few words around it
 */
export function remnantIn(text: string, given: Given): string | undefined {
	const found = REMNANT.exec(text) ?? (JOINS.test(given.code) ? NULL.exec(text) : null);
	const index = found?.index ?? gluedIn(text, given);
	return index === undefined
		? undefined
		: text.slice(Math.max(0, index - SHOWN), index + SHOWN).trim();
}

/** Where the first word with such a rest in it is. Words of the item and of the expression itself, as “nullify”, are none. */
function gluedIn(text: string, given: Given): number | undefined {
	if (!BUILDS.test(given.code)) return undefined;
	const words = [...text.matchAll(WORDS)].filter(([word]) => GLUED.test(word));
	if (words.length === 0) return undefined;
	const known = new Set(wordsOf(dataOf(given)).map(folded));
	return words.find(([word]) => !known.has(folded(word)))?.index;
}

/** Expressions change the case of words. */
function folded(word: string): string {
	return word.normalize('NFC').toLowerCase();
}

/** What is nothing but the rest of a value explains no word. */
function wordsOf(text: string): string[] {
	return (text.match(WORDS) ?? []).filter((word) => !/^(?:undefined|NaN)$/.test(word));
}

/** All that an expression may have taken its words from. */
function dataOf({ code, evaluate }: Given): string {
	const sources = ['$json', ...referencesIn(code).map((reference) => reference.code)];
	const texts = sources.map((source) => {
		try {
			return JSON.stringify(evaluate(source)) ?? '';
		} catch {
			return '';
		}
	});
	// A line break is written as \n.
	return [code, ...texts].join(' ').replace(/\\(?:u[\da-f]{4}|.)/gi, ' ');
}
