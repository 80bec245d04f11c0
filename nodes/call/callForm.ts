import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { quote } from '../api/quote';
import { InputProblem } from '../items/InputProblem';
import { readText } from '../items/readText';

/** What one item says about the call, as it stands in the fields and still unchecked. */
export interface CallForm {
	phoneNumber: unknown;
	promptType: 'task' | 'instructions';
	prompt: unknown;
	firstSentence: unknown;
	mode: unknown;
	voice: unknown;
	variables: Array<{ name?: unknown; value?: unknown }>;
	options: IDataObject;
}

/**
 * Reads the fields of one item.
 *
 * @throws InputProblem when Prompt Type is something else than it can be
 */
export function readCallForm(context: IExecuteFunctions, itemIndex: number): CallForm {
	const read = (name: string) => context.getNodeParameter(name, itemIndex, '') as unknown;
	const promptType = read('promptType');
	if (promptType !== 'task' && promptType !== 'instructions') {
		throw new InputProblem(
			`Prompt Type ${quote(readText('Prompt Type', promptType))} does not exist`,
			'Choose Simple (Task) or Advanced (Instructions).',
		);
	}
	const variables = context.getNodeParameter('variables', itemIndex, {}) as IDataObject;
	return {
		phoneNumber: read('phoneNumber'),
		promptType,
		prompt: read(promptType),
		firstSentence: read('firstSentence'),
		mode: read('mode'),
		voice: read('voice'),
		variables: (variables.values ?? []) as CallForm['variables'],
		options: context.getNodeParameter('options', itemIndex, {}) as IDataObject,
	};
}
