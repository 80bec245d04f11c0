/**
 * Which braces may be left in a text once its variables are filled in:
 * `none`, for what is spoken word for word; `pairs`, for a prompt that may hold `{ … }`; `nested`, for what
 * an expression made, such as JSON, where the last braces of two pairs may touch.
 */
export type AllowedBraces = 'none' | 'pairs' | 'nested';

/** A name in single braces, at most as long as names are; JSON has quotation marks, colons or commas in it. */
const NAME = /\{\s{0,5}[\p{L}_$][\p{L}\p{N}_$.\- ]{0,60}\}/u;

/**
 * Finds what an unfinished placeholder leaves, such as `{{name}` or `{name}}`: the AI would say it aloud.
 *
 * @returns the words around the first such brace, undefined when there is none
 */
export function strayBrace(text: string, allowed: AllowedBraces): string | undefined {
	const search = (pattern: RegExp) => [text.search(pattern)].find((index) => index >= 0);
	const index = allowed === 'none' ? search(/[{}]/) : (unpaired(text, allowed) ?? search(NAME));
	return index === undefined ? undefined : around(text, index);
}

function unpaired(text: string, allowed: 'pairs' | 'nested'): number | undefined {
	const open: number[] = [];
	for (let index = 0; index < text.length; index++) {
		const touching = text[index + 1] === text[index];
		if (text[index] === '{') {
			if (touching) return index;
			open.push(index);
		} else if (text[index] === '}') {
			if (touching && (allowed === 'pairs' || open.length < 2)) return index;
			// A brace of its own in somebody's data is no placeholder.
			if (open.pop() === undefined && allowed === 'pairs') return index;
		}
	}
	return allowed === 'pairs' ? open[0] : undefined;
}

const SHOWN = 20;

function around(text: string, index: number): string {
	return text.slice(Math.max(0, index - SHOWN), index + SHOWN).trim();
}
