import type { IDataObject } from 'n8n-workflow';

import { quote } from '../api/quote';
import { InputProblem } from '../items/InputProblem';
import { readText } from '../items/readText';
import type { CallForm } from './callForm';
import {
	fillPlaceholders,
	looksLikeExpression,
	placeholdersIn,
	spellPlaceholders,
} from './placeholders';

const SHORTEST_PROMPT = 10;

/**
 * The texts of the call and the variables in them. A `{{name}}` without a value is refused, since the
 * AI would say the braces to a person.
 *
 * @returns the API's fields
 * @throws InputProblem
 */
export function readTexts(form: CallForm): IDataObject {
	const promptName = form.promptType === 'task' ? 'Task' : 'Instructions';
	const prompt = readProse(promptName, form.prompt);
	const firstSentence = readProse('First Sentence', form.firstSentence);
	const variables = readVariables(form.variables);

	refuseLeftovers(promptName, prompt, variables);
	refuseLeftovers('First Sentence', firstSentence, variables);
	const spoken = fillPlaceholders(prompt, variables).trim();
	if (spoken.length < SHORTEST_PROMPT) {
		throw new InputProblem(
			spoken === '' ? `${promptName} is empty` : `${promptName} ${quote(spoken)} is too short`,
			`Tell the AI in at least ${SHORTEST_PROMPT} characters what the call is about.`,
		);
	}

	return {
		// The API fills variables into instructions and first_sentence only.
		[form.promptType]: form.promptType === 'task' ? spoken : prompt,
		first_sentence: firstSentence || undefined,
		request_data: Object.keys(variables).length > 0 ? { ...variables } : undefined,
	};
}

function readProse(field: string, value: unknown): string {
	return spellPlaceholders(readText(field, value));
}

function readVariables(entries: CallForm['variables']): Record<string, string> {
	const variables: Record<string, string> = Object.create(null);
	for (const { name, value } of entries) {
		const key = readText('The name of a variable', name).replace(/[{}]/g, '').trim();
		if (key === '' && isMissing(value)) continue;
		if (key === '') {
			throw new InputProblem('A variable has no name', 'Fill in Name under Variables.');
		}
		if (isMissing(value)) {
			throw new InputProblem(
				`Variable ${quote(key)} has no value`,
				'Check the expression in Value, or remove the variable.',
			);
		}
		if (typeof value === 'object') {
			throw new InputProblem(
				`Variable ${quote(key)} is not text`,
				'Give text or a number as Value.',
			);
		}
		variables[key] = String(value);
	}
	return variables;
}

function isMissing(value: unknown): boolean {
	return value === undefined || value === null || Number.isNaN(value);
}

function refuseLeftovers(field: string, text: string, variables: Record<string, string>): void {
	const leftover = placeholdersIn(text).find((name) => variables[name] === undefined);
	if (leftover === undefined) return;
	throw new InputProblem(
		`${field} holds {{${leftover}}}, which has no value`,
		leftover === ''
			? 'Write the name of a variable between the braces, or take them out.'
			: looksLikeExpression(leftover)
				? `This looks like an n8n expression: switch ${field} from Fixed to Expression.`
				: `Add a variable named “${leftover}” under Variables, or take it out of the text.`,
	);
}
