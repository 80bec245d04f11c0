import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { normaliseCall, type Call } from '../../../../shared/call/call';
import { unwrap } from '../../../../shared/envelope';
import type { EventTarget } from '../../../../shared/webhook/triggerRegistry';
import { TopCallsError } from '../../../../shared/errors/TopCallsError';
import type { Operation } from '../../../execution/operation';
import { readAmount } from '../../../fields/readNumber';
import type { Run } from '../../../execution/run';
import { buildCallBody } from './body';
import { readCallForm } from './form';
import { FIELD_NAMES } from './fieldNames';
import { callOfKey, isOfAnother, readKey, sharedKeys, usedForAnother } from './idempotencyKey';

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
 * @returns `placed`: the call as TopCalls took it; `current`: as it is now, where a key of the user's own may have
 *          brought back an earlier one
 * @throws TopCallsError, InputProblem when the key was used for another number
 */
export async function placeCall(
	{ client, reader, keyFor }: Run,
	planned: PlannedCall,
	itemIndex: number,
): Promise<{ placed: Call; current?: Call }> {
	const { number, body, key } = planned;
	const request = {
		method: 'POST' as const,
		path: '/v1/calls',
		body,
		idempotencyKey: key ?? keyFor('make', itemIndex, number, body),
	};
	const placed = await client
		.request(request, itemIndex, (answer) =>
			normaliseCall({ phone_number: number, ...unwrap(answer, 'call') }),
		)
		.catch((error: Error) => {
			throw error instanceof TopCallsError && isAboutKey(error) ? madeBefore(error) : error;
		});
	if (isOfAnother(placed, number)) throw usedForAnother(key);
	if (key === undefined) return { placed };
	return { placed, current: await callOfKey(await reader(), placed, planned, itemIndex) };
}

/** Whether TopCalls has had another request with this key, as a server that compares what is asked for says. */
function isAboutKey({ status, problem }: TopCallsError): boolean {
	return status === 409 || (status === 422 && /idempoten/i.test(JSON.stringify(problem)));
}

/** That request may have made the call. */
function madeBefore({ kind, status }: TopCallsError): TopCallsError {
	const message = 'TopCalls has had another request with the same idempotency key before';
	const hint =
		'Look with Get Many for the call of that request. To call this number once more, use another key.';
	return new TopCallsError(kind, message, { status, hint, replyLost: true });
}

/** What all operations that place calls have in common. */
export const dialling = {
	compare: sharedKeys,
	identify: ({ number }) => ({ phone_number: number }),
	countedAs: {
		done: 'calls were made',
		maybeDone: 'may have been made',
		notDone: 'not called',
		ifUnknown:
			'Retry On Fail is safe, and for 24 hours Retry in the list of executions: the repeat carries the same idempotency key, so nobody is called twice. Running the workflow anew is not, unless Idempotency Key was set under Options: first look with Get Many whether the call was made.',
		ifDone:
			'Running the workflow anew calls these people again, unless Idempotency Key was set under Options. Retry in the list of executions does not.',
	},
	fieldNames: FIELD_NAMES,
	fixes: { 429: 'Try again later, or set Calls per Minute under Options.' },
	pace: (context, itemIndex) =>
		readPace(context.getNodeParameter('options', itemIndex, {}) as IDataObject),
} satisfies Partial<Operation<PlannedCall>>;

function readPace({ maxConcurrency, callsPerMinute }: IDataObject) {
	return {
		maxConcurrency: readAmount('Max Concurrency', maxConcurrency, { from: 1 }),
		requestsPerMinute: readAmount('Calls per Minute', callsPerMinute, { above: 0 }),
	};
}
