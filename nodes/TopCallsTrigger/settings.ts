import type { IDataObject, IHookFunctions, INodeProperties, IWebhookFunctions } from 'n8n-workflow';

import type { SignatureScheme } from '../shared/webhook/signature';
import { readChoices, requireChoice } from '../shared/fields/readChoice';
import { readCollection } from '../shared/fields/readCollection';
import { readNumber } from '../shared/fields/readNumber';
import { readText } from '../shared/fields/readText';
import { campaignEventsField, eventsField, sourceField } from './fields';
import {
	algorithmField,
	encodingField,
	prefixField,
	signatureHeaderField,
	timestampHeaderField,
	toleranceField,
} from './signatureOptions';
import type { AccountFilters } from './lifecycle/accountFilters';

/** The settings of the trigger that apply to every event. */
export interface TriggerSettings {
	events: string[];
	verifyWithApi: boolean;
	simple: boolean;
	signature: SignatureScheme;
	/** Which calls of the account; undefined for the calls that n8n places. */
	filters?: AccountFilters;
}

type TriggerContext = IHookFunctions | IWebhookFunctions;

/** @throws UserError, like all functions here, for a value that its field does not offer */
export function sourceOf(context: TriggerContext): 'account' | 'calls' {
	const source = context.getNodeParameter('source', sourceField.default);
	return requireChoice(sourceField, source) as 'account' | 'calls';
}

/** Saved workflows may still have events of campaigns in Trigger On, where they were before. */
const ANY_EVENT = {
	displayName: eventsField.displayName,
	options: [...(eventsField.options ?? []), ...(campaignEventsField.options ?? [])],
};

/** The events that start the workflow. A subscription of the account brings completed calls only. */
export function chosenEvents(context: TriggerContext): string[] {
	if (sourceOf(context) === 'account') return ['call.completed'];
	const { campaignEvents } = optionsOf(context);
	return [
		...readChoices(ANY_EVENT, context.getNodeParameter('events', [])),
		...readChoices(campaignEventsField, campaignEvents),
	];
}

/** The filters of the subscriptions of the account, as they were entered. */
export function filtersOf(context: TriggerContext): AccountFilters {
	const text = (field: string, name: string) => readText(field, context.getNodeParameter(name, ''));
	return {
		dispositions: text('Dispositions', 'dispositions'),
		onlyConversions: context.getNodeParameter('onlyConversions', false) === true,
		phoneNumberPattern: text('Phone Number Pattern', 'phoneNumberPattern'),
	};
}

/** Reads and checks all settings. */
export function readSettings(context: TriggerContext): TriggerSettings {
	return {
		events: chosenEvents(context),
		filters: sourceOf(context) === 'account' ? filtersOf(context) : undefined,
		verifyWithApi: context.getNodeParameter('verifyWithApi', true) !== false,
		simple: context.getNodeParameter('simplify', true) !== false,
		signature: readScheme(optionsOf(context)),
	};
}

function optionsOf(context: TriggerContext): IDataObject {
	return readCollection('Options', context.getNodeParameter('options', {}));
}

function readScheme(options: IDataObject): SignatureScheme {
	const valueOf = ({ name, default: otherwise }: INodeProperties) => options[name] ?? otherwise;
	const text = (field: INodeProperties) => readText(field.displayName, valueOf(field));
	const choice = (field: INodeProperties) => requireChoice(field, valueOf(field));
	return {
		header: text(signatureHeaderField) || String(signatureHeaderField.default),
		timestampHeader: text(timestampHeaderField),
		toleranceSeconds:
			readNumber(toleranceField.displayName, valueOf(toleranceField), { from: 0 }) ??
			Number(toleranceField.default),
		algorithm: choice(algorithmField) as SignatureScheme['algorithm'],
		encoding: choice(encodingField) as SignatureScheme['encoding'],
		prefix: text(prefixField),
	};
}
