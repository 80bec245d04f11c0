import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { normalizeCall, type Call } from '../../../../shared/call/call';
import { unwrap } from '../../../../shared/unwrap';
import type { WebhookTarget } from '../../../../shared/webhook/triggerRegistry';
import { TopCallsError } from '../../../../shared/errors/TopCallsError';
import type { Operation } from '../../../execution/operation';
import { readCollection } from '../../../../shared/fields/readCollection';
import { readNumber } from '../../../../shared/fields/readNumber';
import { includesInput } from '../../../fields/includeInput';
import type { Run } from '../../../execution/run';
import { buildCallBody, COUNTRY_FIELD } from './body';
import { readCountry, readPhoneNumber } from '../../../fields/readPhoneNumber';
import { readCallForm, readOptions } from './form';
import { FIELD_NAMES } from './fieldNames';
import { NOT_REPEATED, notDue } from './safety/dueCall';
import { tooManyCalls } from './safety/maxCalls';
import { hasLater, readSafety } from './safety/readSafety';
import { readRound, type Round } from './safety/round';
import type { SafetySettings } from './safety/settings';
import { callOfKey, isOfAnother, readKey, sharedKeys, usedForAnother } from './idempotencyKey';

/** A call that is ready to be made. */
export interface CallRequest {
	number: string;
	body: IDataObject;
	/** Set by the user; without it the node makes one. */
	key?: string;
	/** Set by the user. */
	safety?: SafetySettings;
	/** Which attempt to call the number it is. */
	round: Round;
	/** Whether the output also has the fields of the input item. */
	includesInput: boolean;
}

/**
 * Reads and checks the fields of one item.
 *
 * @throws UserError
 */
export function parseCall(context: IExecuteFunctions, itemIndex: number): CallRequest {
	const form = readCallForm(context, itemIndex);
	const body = buildCallBody(form);
	const safety = parseSafety(context, itemIndex, form.options);
	const item = context.getInputData()[itemIndex]?.json;
	const round = safety && hasLater(safety) ? readRound(item) : { attempt: 1 };
	return {
		number: body.phone_number as string,
		body,
		key: readKey(form.options, round.attempt),
		...(safety && { safety }),
		round,
		includesInput: includesInput(form.options),
	};
}

/** @returns undefined when nothing is set */
function parseSafety(context: IExecuteFunctions, itemIndex: number, options: IDataObject) {
	const safety = readCollection('Safety', context.getNodeParameter('safety', itemIndex, {}));
	if (Object.keys(safety).length === 0) return undefined;
	const country = readCountry(options.defaultCountry);
	return readSafety(safety, (field, value) =>
		readPhoneNumber(field, value, country, COUNTRY_FIELD),
	);
}

/** The same call, with a webhook for its events. */
export function withWebhook<Planned extends CallRequest>(
	planned: Planned,
	{ webhookUrl, events }: WebhookTarget,
): Planned {
	const body = { ...planned.body, webhook_url: webhookUrl, webhook_events: events };
	return { ...planned, body };
}

/**
 * POST /v1/calls, see https://docs.topcalls.ai/api-reference/calls/create-a-new-call.
 *
 * @returns `made`: the call as TopCalls took it; `current`: as it is now, where a key of the user's own may have
 *          brought back an earlier one
 * @throws TopCallsError, UserError when the key was used for another number
 */
export async function makeCall(
	{ client, reader, keyFor }: Run,
	planned: CallRequest,
	itemIndex: number,
): Promise<{ made: Call; current?: Call }> {
	const { number, body, key } = planned;
	const request = {
		method: 'POST' as const,
		path: '/v1/calls',
		body,
		idempotencyKey: key ?? keyFor('make', itemIndex, number, body),
		beforeSending: (mayHaveSucceeded: boolean) => {
			const late = notDue(planned, Date.now());
			if (!late || !mayHaveSucceeded) return late;
			return new TopCallsError('notSent', NOT_REPEATED, { mayHaveSucceeded });
		},
	};
	const made = await client
		.request(request, itemIndex, (answer) =>
			normalizeCall({ phone_number: number, ...unwrap(answer, 'call') }),
		)
		.catch((error: Error) => {
			throw error instanceof TopCallsError && isAboutKey(error) ? madeBefore(error) : error;
		});
	if (isOfAnother(made, number)) throw usedForAnother(key);
	if (key === undefined) return { made };
	return { made, current: await callOfKey(reader, made, planned, itemIndex) };
}

/** Statuses with which TopCalls refuses a request for another reason, whatever its words are. */
const OTHER_REASONS = new Set([401, 402, 403, 404, 429]);

/** Whether TopCalls answers that another request had this key. */
function isAboutKey({ kind, status, problem, isForeign }: TopCallsError): boolean {
	if (kind !== 'http' || isForeign) return false;
	if (status === 409) return true;
	return problem.isAboutKey === true && status < 500 && !OTHER_REASONS.has(status);
}

/** The other request may have made the call. */
function madeBefore({ kind, status, problem: { title, detail } }: TopCallsError): TopCallsError {
	const message = 'TopCalls already received another request with the same idempotency key';
	const hint =
		'Use Get Many to find the call of that request. To call this number again, use another key.';
	const problem = { title, detail, fields: [] };
	return new TopCallsError(kind, message, { status, problem, hint, mayHaveSucceeded: true });
}

/** What all operations that make calls have in common. */
export const callOperation = {
	validateAll: (planned) => new Map([...sharedKeys(planned), ...tooManyCalls(planned)]),
	includesInput: (call) => call.includesInput,
	describeItem: ({ number }) => ({ phone_number: number }),
	sideEffect: {
		done: 'calls were made',
		maybeDone: 'may have been made',
		notDone: 'not called',
		ifNotRepeated: NOT_REPEATED,
		ifUnknown:
			'Retry On Fail is safe, and for 24 hours so is Retry in the list of executions: the request is repeated with the same idempotency key, so nobody is called twice. Running the workflow again is not, unless Options › Idempotency Key is set. Check with Get Many first.',
		ifDone:
			'Running the workflow again calls these people again, unless Options › Idempotency Key is set. Retry in the list of executions does not.',
	},
	fieldNames: FIELD_NAMES,
	hints: { 429: 'Try again later, or set Options › Calls per Minute.' },
	throttle: (context, itemIndex) => readPace(readOptions(context, itemIndex)),
} satisfies Partial<Operation<CallRequest>>;

function readPace({ maxConcurrency, callsPerMinute }: IDataObject) {
	return {
		maxConcurrency: readNumber('Max Concurrency', maxConcurrency, { from: 1 }),
		requestsPerMinute: readNumber('Calls per Minute', callsPerMinute, { from: 1 }),
	};
}
