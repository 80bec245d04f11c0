import { quote } from '../../../../shared/quote';
import { UserError } from '../../../../shared/errors/UserError';
import { ExpressionText, type Given } from '../../../fields/expressionText';
import { kindOf } from '../../../../shared/fields/readText';
import { remnantIn } from './remnants';

/**
 * The value of a field in Expression mode. Refuses parts that the AI would read aloud as a gap, as “undefined” or as
 * “[object Object]”.
 *
 * @param field the field’s name as the editor shows it
 * @param value of the field; in Fixed mode it is returned as it is
 * @throws UserError naming the part
 */
export function wholeText(field: string, value: unknown): unknown {
	if (!(value instanceof ExpressionText)) return value;
	const [first, ...others] = value.parts.map((part) =>
		typeof part === 'string' ? part : spokenPart(field, part),
	);
	// n8n returns the value of a single expression as it is, such as a boolean.
	return others.length === 0 ? first : [first, ...others].map(String).join('');
}

function spokenPart(field: string, given: Given): unknown {
	const { code, value } = given;
	const holds = `${field} contains ${quote(`{{ ${code} }}`)}, which`;
	if (value === undefined || value === null || Number.isNaN(value)) {
		throw new UserError(`${holds} has no value`, valueHint(field, code));
	}
	const text = asText(value);
	if (typeof text === 'object' || text === Infinity || text === -Infinity) {
		throw new UserError(`${holds} returned ${kindOf(text)} instead of text`, kindHint(text, code));
	}
	const remnant = typeof text === 'string' ? remnantIn(text, given) : undefined;
	if (remnant !== undefined) {
		throw new UserError(`${holds} returned ${quote(remnant)}`, remnantHint(remnant));
	}
	return text;
}

/** Dates are written as n8n writes them in a text. */
function asText(value: unknown): unknown {
	const { toISO, toISOString } = value as { toISO?: unknown; toISOString?: unknown };
	const isDate = typeof toISO === 'function' || typeof toISOString === 'function';
	return isDate || typeof value === 'bigint' ? String(value) : value;
}

function remnantHint(remnant: string): string {
	if (remnant.includes('[object')) {
		return 'Part of this expression is an object: use one of its fields instead.';
	}
	return 'Part of this expression has no value. Add a fallback for a field that may be missing, e.g. “($json.name ?? "")”.';
}

function valueHint(field: string, code: string): string {
	if (/^(?!(?:null|undefined|NaN)$)[A-Za-z_]\w*$/.test(code)) {
		return `${field} is in Expression mode: write “{{ $json.${code} }}” for a field of the item, or switch ${field} to Fixed and add a variable named “${code}” to Options › Variables.`;
	}
	const fillIn = 'Add the value to this item, or allow it to be missing with';
	// A missing parent of a field makes n8n give up the whole expression, including its ?? part.
	return code.includes('??')
		? `${fillIn} ?. instead of each dot before a field that may be missing.`
		: `${fillIn} “{{ ${optional(code)} ?? "" }}”.`;
}

function kindHint(value: unknown, code: string): string {
	if (typeof value === 'number') return 'Check the fields used in this expression.';
	return Array.isArray(value)
		? `Join its entries, e.g. “{{ ${wrapped(code)}.join(", ") }}”.`
		: `Use one of its fields, or convert it with “{{ JSON.stringify(${shown(code)}) }}”.`;
}

/** `$json.lead?.name` for `$json.lead.name`, since ?? alone does not help when the lead is missing. */
function optional(code: string): string {
	const [json, first, ...rest] = code.split('.');
	const isPath = json === '$json' && code.length <= SHOWN_CODE && /^[$\w.]+$/.test(code);
	return isPath && first ? [`${json}.${first}`, ...rest].join('?.') : wrapped(code);
}

const SHOWN_CODE = 60;

function wrapped(code: string): string {
	return /^[$\w.]+$/.test(code) ? shown(code) : `(${shown(code)})`;
}

function shown(code: string): string {
	return code.length <= SHOWN_CODE ? code : '…';
}
