import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { SignatureScheme } from '../shared/webhook/signature';
import { readText } from '../shared/fields/readText';
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

/** The fields have the same defaults, because lint requires literals there. */
const DEFAULT_SCHEME: SignatureScheme = {
	header: 'X-TopCalls-Signature',
	timestampHeader: '',
	toleranceSeconds: 300,
	algorithm: 'sha256',
	encoding: 'hex',
	prefix: '',
};

export function sourceOf(context: IHookFunctions | IWebhookFunctions): 'account' | 'calls' {
	return context.getNodeParameter('source', 'calls') === 'account' ? 'account' : 'calls';
}

/** The events that start the workflow. A subscription of the account brings completed calls only. */
export function chosenEvents(context: IHookFunctions | IWebhookFunctions): string[] {
	if (sourceOf(context) === 'account') return ['call.completed'];
	const { campaignEvents } = context.getNodeParameter('options', {}) as IDataObject;
	return [context.getNodeParameter('events', []), campaignEvents].flatMap((events: unknown) =>
		Array.isArray(events) ? events.map(String) : [],
	);
}

export function filtersOf(context: IHookFunctions | IWebhookFunctions): AccountFilters {
	const text = (field: string, name: string) => readText(field, context.getNodeParameter(name, ''));
	return {
		dispositions: text('Dispositions', 'dispositions'),
		onlyConversions: context.getNodeParameter('onlyConversions', false) === true,
		phoneNumberPattern: text('Phone Number Pattern', 'phoneNumberPattern'),
	};
}

export function readSettings(context: IWebhookFunctions): TriggerSettings {
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const text = (name: string, otherwise: string) => String(options[name] ?? otherwise).trim();
	return {
		events: chosenEvents(context),
		filters: sourceOf(context) === 'account' ? filtersOf(context) : undefined,
		verifyWithApi: context.getNodeParameter('verifyWithApi', true) !== false,
		simple: context.getNodeParameter('simplify', true) !== false,
		signature: {
			header: text('signatureHeader', '') || DEFAULT_SCHEME.header,
			timestampHeader: text('timestampHeader', DEFAULT_SCHEME.timestampHeader),
			toleranceSeconds: Number(options.tolerance ?? DEFAULT_SCHEME.toleranceSeconds),
			algorithm: text('algorithm', DEFAULT_SCHEME.algorithm) as SignatureScheme['algorithm'],
			encoding: text('encoding', DEFAULT_SCHEME.encoding) as SignatureScheme['encoding'],
			prefix: text('prefix', DEFAULT_SCHEME.prefix),
		},
	};
}
