import type { IDataObject } from 'n8n-workflow';

import { quote } from '../../../../shared/quote';
import { ExpressionText } from '../../../fields/expressionText';
import { UserError } from '../../../../shared/errors/UserError';
import { looksLikeExpression } from '../../../../shared/fields/looksLikeExpression';
import { expressionHint, readTemplate } from '../../../../shared/fields/readText';
import { strayBrace, type AllowedBraces } from './braces';
import type { CallForm } from './form';
import {
	filledLength,
	fillPlaceholders,
	placeholdersIn,
	spellPlaceholders,
} from '../../../fields/placeholders';
import { readVariables } from './variables';
import { wholeText } from './wholeText';

const SHORTEST_PROMPT = 10;
const LONGEST_TEXT = 1_000_000;

/**
 * The texts of the call and the variables in them. Refuses what the AI would read aloud as braces, as a gap or as
 * “undefined”: a `{{name}}` or an expression without a value. Also refuses a variable that no text uses.
 *
 * @returns the API's fields
 * @throws UserError
 */
export function readTexts(form: CallForm): IDataObject {
	const promptName = form.promptType === 'task' ? 'Task' : 'Instructions';
	const variables = readVariables(form.variables);
	const prompt = readProse(promptName, form.prompt, variables);
	const firstSentence = readProse('First Sentence', form.firstSentence, variables);
	refuseUnused(variables, [prompt, firstSentence]);

	const spoken = speak(prompt, variables, bracesIn(form.promptType, prompt));
	speak(firstSentence, variables, 'none');
	if (spoken.length < SHORTEST_PROMPT) {
		throw new UserError(
			spoken === '' ? `${promptName} is empty` : `${promptName} ${quote(spoken)} is too short`,
			`Describe the call in at least ${SHORTEST_PROMPT} characters.`,
		);
	}

	return {
		// The API fills variables into instructions and first_sentence only.
		[form.promptType]: form.promptType === 'task' ? spoken : prompt.text,
		first_sentence: firstSentence.text || undefined,
		request_data: Object.keys(variables).length > 0 ? { ...variables } : undefined,
	};
}

/** A text whose placeholders all have a value. */
interface Prose {
	/** The field's name as the editor shows it. */
	field: string;
	text: string;
	/** Whether the field is in Expression mode. */
	isExpression: boolean;
}

function readProse(field: string, value: unknown, variables: Record<string, string>): Prose {
	refuseNamedVariables(field, value, variables);
	const text = spellPlaceholders(readTemplate(field, wholeText(field, value)));
	const prose = { field, text, isExpression: value instanceof ExpressionText };
	refuseLeftovers(prose, variables);
	return prose;
}

/** n8n switches a field to Expression mode when somebody types `{{ `, and does not know the variables there. */
function refuseNamedVariables(
	field: string,
	value: unknown,
	variables: Record<string, string>,
): void {
	if (!(value instanceof ExpressionText)) return;
	const codes = value.parts.flatMap((part) => (typeof part === 'string' ? [] : [part.code]));
	const name = codes.find((code) => variables[code] !== undefined);
	if (name === undefined) return;
	throw new UserError(
		`${field} is in Expression mode, where ${quote(`{{ ${name} }}`)} does not mean the variable`,
		`Switch ${field} from Expression to Fixed, or write an expression there, e.g. “{{ $json.${name} }}”, and remove the variable.`,
	);
}

function refuseLeftovers({ field, text, isExpression }: Prose, variables: object): void {
	const leftover = placeholdersIn(text).find((name) => !Object.hasOwn(variables, name));
	if (leftover === undefined) return;
	throw new UserError(
		`${field} contains {{${shortened(leftover)}}}, which has no value`,
		leftover === ''
			? 'Write the name of a variable between the braces, or remove them.'
			: !looksLikeExpression(leftover)
				? `Add a variable named ${quote(leftover)} to Options › Variables, or remove it from the text.`
				: isExpression
					? 'It comes from the data of the item, which n8n does not evaluate. Replace it before this node.'
					: expressionHint(field),
	);
}

/** Most likely a text should contain the variable but does not, and the person would miss its value. */
function refuseUnused(variables: Record<string, string>, texts: Prose[]): void {
	const used = new Set(texts.flatMap(({ text }) => placeholdersIn(text)));
	const unused = Object.keys(variables).find((name) => !used.has(name));
	if (unused === undefined) return;
	const names = texts.map(({ field }) => field).join(' nor in ');
	throw new UserError(
		`Variable ${quote(unused)} is used neither in ${names}`,
		`Write {{${shortened(unused)}}} where it belongs, in Fixed mode, or remove the variable.`,
	);
}

function shortened(text: string): string {
	return quote(text).slice(1, -1);
}

/** In Fixed mode braces are for variables; a prompt and the result of an expression may contain JSON. */
function bracesIn(promptType: CallForm['promptType'], { isExpression }: Prose): AllowedBraces {
	if (isExpression) return 'nested';
	return promptType === 'task' ? 'none' : 'pairs';
}

/** The text as the AI gets it. */
function speak(
	{ field, text, isExpression }: Prose,
	variables: Record<string, string>,
	allowed: AllowedBraces,
): string {
	if (filledLength(text, variables) > LONGEST_TEXT) {
		throw new UserError(
			`${field} is longer than ${LONGEST_TEXT.toLocaleString('en-US')} characters`,
			'Shorten it, or the values of its variables.',
		);
	}
	const spoken = fillPlaceholders(text, variables).trim();
	const stray = strayBrace(spoken, allowed);
	if (stray === undefined) return spoken;
	const culprit = placeholdersIn(text).find((name) => /[{}]/.test(variables[name] ?? ''));
	throw new UserError(
		culprit === undefined
			? `${field} contains braces that are not replaced: ${quote(stray)}`
			: `Variable ${quote(culprit)} contains braces that are not replaced: ${quote(variables[culprit] ?? '')}`,
		isExpression
			? 'Write a value as {{ $json.name }}, with two braces on each side. Replace braces in the data of the item before this node.'
			: `Write a variable as {{name}}, with two braces on each side, and remove other braces from ${field} and from the values of its variables.`,
	);
}
