/**
 * Which braces may be left in a text once its variables are filled in:
 * `none`, for what is spoken word for word; `pairs`, for a prompt that may hold `{ … }`; `nested`, for what
 * an expression made, such as JSON, where the last braces of two pairs may touch.
 */
export type AllowedBraces = 'none' | 'pairs' | 'nested';

/**
 * Finds what an unfinished placeholder leaves, such as `{{name}` or `{name}}`: the AI would say it aloud.
 *
 * @returns the words around the first such brace, undefined when there is none
 */
export function strayBrace(text: string, allowed: AllowedBraces): string | undefined {
	const index = allowed === 'none' ? text.search(/[{}]/) : unpaired(text, allowed);
	return index === undefined || index < 0 ? undefined : around(text, index);
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
