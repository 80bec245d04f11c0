import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { normaliseCall } from '../api/call';
import { KEY_PATTERN } from '../api/idempotencyKey';
import { InputProblem } from '../items/InputProblem';
import type { Operation } from '../items/operation';
import { buildCallBody } from './callBody';
import { readCallForm } from './callForm';
import { readEventTarget } from './eventTarget';
import { FIELD_NAMES } from './fieldNames';
import { callFields, eventFields } from './makeFields';
import { optionsField } from './makeOptions';

export const fields: INodeProperties[] = [...callFields, ...eventFields, optionsField];

/** A call that is ready to be placed. */
export interface PlannedCall {
	number: string;
	body: IDataObject;
	/** Set by the user; without it the node makes one. */
	key?: string;
}

/** POST /v1/calls, see https://docs.topcalls.ai/api-reference/calls/create-a-new-call. */
export const operation: Operation<PlannedCall> = {
	prepare(context, itemIndex) {
		const form = readCallForm(context, itemIndex);
		const body = buildCallBody(form);
		const target = readEventTarget(context, itemIndex);
		return {
			number: body.phone_number as string,
			body: target
				? { ...body, webhook_url: target.webhookUrl, webhook_events: target.events }
				: body,
			key: readKey(form.options.idempotencyKey),
		};
	},

	compare: sharedKeys,

	async perform({ client, keyFor }, { number, body, key }, itemIndex) {
		const call = await client.request(
			{
				method: 'POST',
				path: '/v1/calls',
				body,
				idempotencyKey: key ?? keyFor('make', itemIndex, number, body),
			},
			itemIndex,
			(answer) => normaliseCall({ phone_number: number, ...(answer as IDataObject) }),
		);
		return [{ json: call as IDataObject }];
	},

	identify: ({ number }) => ({ phone_number: number }),
	countedAs: { done: 'calls were placed', notDone: 'not dialled' },
	fieldNames: FIELD_NAMES,
	pace: readPace,
};

function readKey(value: unknown): string | undefined {
	const key = value === undefined || value === null ? '' : String(value).trim();
	if (key === '') return undefined;
	if (!KEY_PATTERN.test(key)) {
		throw new InputProblem(
			`Idempotency Key “${key}” cannot be used`,
			'Use 8 to 255 letters, digits, hyphens and underscores.',
		);
	}
	return key;
}

/** With one key for two numbers, TopCalls would ring the first and give its call out for the second. */
function sharedKeys(planned: Array<PlannedCall | undefined>): Map<number, InputProblem> {
	const numberOf = new Map<string, string>();
	const clashes = new Map<number, InputProblem>();
	planned.forEach((call, itemIndex) => {
		if (!call?.key) return;
		const number = numberOf.get(call.key) ?? call.number;
		numberOf.set(call.key, number);
		if (number === call.number) return;
		const message = `Idempotency Key “${call.key}” is the same for ${number} and ${call.number}`;
		clashes.set(itemIndex, new InputProblem(message, KEY_PER_PERSON));
	});
	return clashes;
}

const KEY_PER_PERSON =
	'Give each person a key of their own, e.g. with an ID of the lead that no item lacks.';

function readPace(context: IExecuteFunctions) {
	const options = context.getNodeParameter('options', 0, {}) as IDataObject;
	return {
		maxConcurrency: positive(options.maxConcurrency),
		requestsPerMinute: positive(options.callsPerMinute),
	};
}

function positive(value: unknown): number | undefined {
	const number = Number(value);
	return value !== undefined && number > 0 ? number : undefined;
}
