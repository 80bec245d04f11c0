import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { normaliseCall, type Call } from '../api/call';
import { KEY_PATTERN } from '../api/idempotencyKey';
import { quote } from '../api/quote';
import type { EventTarget } from '../api/registration';
import { InputProblem } from '../items/InputProblem';
import type { Operation } from '../items/operation';
import { readAmount } from '../items/readAmount';
import { readText } from '../items/readText';
import type { Run } from '../items/run';
import { buildCallBody } from './callBody';
import { readCallForm } from './callForm';
import { FIELD_NAMES } from './fieldNames';

/** A call that is ready to be placed. */
export interface PlannedCall {
	number: string;
	body: IDataObject;
	/** Set by the user; without it the node makes one. */
	key?: string;
}

/**
 * Reads and checks the fields of one item.
 *
 * @throws InputProblem
 */
export function planCall(context: IExecuteFunctions, itemIndex: number): PlannedCall {
	const form = readCallForm(context, itemIndex);
	const body = buildCallBody(form);
	readPace(form.options);
	return {
		number: body.phone_number as string,
		body,
		key: readKey(form.options),
	};
}

/** The same call, with somebody who hears what becomes of it. */
export function tellingTo<Planned extends PlannedCall>(
	planned: Planned,
	{ webhookUrl, events }: EventTarget,
): Planned {
	const body = { ...planned.body, webhook_url: webhookUrl, webhook_events: events };
	return { ...planned, body };
}

/**
 * POST /v1/calls, see https://docs.topcalls.ai/api-reference/calls/create-a-new-call.
 *
 * @returns the call as TopCalls took it
 * @throws TopCallsError
 */
export async function placeCall(
	{ client, keyFor }: Run,
	{ number, body, key }: PlannedCall,
	itemIndex: number,
): Promise<Call> {
	return await client.request(
		{
			method: 'POST',
			path: '/v1/calls',
			body,
			idempotencyKey: key ?? keyFor('make', itemIndex, number, body),
		},
		itemIndex,
		(answer) => normaliseCall({ phone_number: number, ...(answer as IDataObject) }),
	);
}

/** What all operations that place calls have in common. */
export const dialling: Pick<
	Operation<PlannedCall>,
	'compare' | 'identify' | 'countedAs' | 'fieldNames' | 'fixes' | 'pace'
> = {
	compare: sharedKeys,
	identify: ({ number }) => ({ phone_number: number }),
	countedAs: {
		done: 'calls were placed',
		notDone: 'not dialled',
		ifUnknown:
			'Retry On Fail is safe: the repeat carries the same idempotency key, so nobody is rung twice. Running the flow again is not, unless Idempotency Key was set under Options: first look with Get Many whether the call was placed.',
		ifRunAgain:
			'Running the flow again rings these people again, unless Idempotency Key was set under Options.',
	},
	fieldNames: FIELD_NAMES,
	fixes: { 429: 'Try again later, or set Calls per Minute under Options.' },
	pace: (context, itemIndex) =>
		readPace(context.getNodeParameter('options', itemIndex, {}) as IDataObject),
};

function readKey(options: IDataObject): string | undefined {
	if (!Object.hasOwn(options, 'idempotencyKey')) return undefined;
	const key = readText('Idempotency Key', options.idempotencyKey);
	if (key === '') throw new InputProblem('Idempotency Key is empty', KEY_OR_NONE);
	if (!KEY_PATTERN.test(key)) {
		throw new InputProblem(
			`Idempotency Key ${quote(key)} cannot be used`,
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
		const message = `Idempotency Key ${quote(call.key)} is the same for ${number} and ${call.number}`;
		clashes.set(itemIndex, new InputProblem(message, KEY_PER_PERSON));
	});
	return clashes;
}

// The node's own key in its place would ring again when the flow is run again, which the user ruled out.
const KEY_OR_NONE =
	'Check the expression. To let the node make the key, remove the option Idempotency Key.';

const KEY_PER_PERSON =
	'Give each person a key of their own, e.g. with an ID of the lead that no item lacks.';

function readPace({ maxConcurrency, callsPerMinute }: IDataObject) {
	return {
		maxConcurrency: readAmount('Max Concurrency', maxConcurrency, { from: 1 }),
		requestsPerMinute: readAmount('Calls per Minute', callsPerMinute, { above: 0 }),
	};
}
