import type { IDataObject } from 'n8n-workflow';

import type { ItemState, Result } from '../../../../execution/operation';
import type { Run } from '../../../../execution/run';
import { isManualRun } from '../../../../execution/startedBy';
import { decide, type Decision, type Facts } from './decide';
import { NotDue, timeFacts, type GuardedCall } from './dueCall';
import { later } from './later';
import { LeadLookup } from './leadLookup';
import { dryRun, notCalled } from './notCalled';
import { NO_SAFETY, type SafetySettings } from './settings';

interface GuardedRequest extends GuardedCall {
	body: IDataObject;
	key?: string;
}

/**
 * Decides for each item whether its call is made, before the first one is.
 *
 * @param sampleOf makes the sample of a finished call
 */
export async function guardCalls<Request extends GuardedRequest>(
	run: Run,
	states: Array<ItemState<Request>>,
	sampleOf: (request: Request) => IDataObject,
): Promise<void> {
	if (!states.some(({ params }) => params?.safety)) return;
	const now = Date.now();
	const isManual = isManualRun(run.context);
	const first = states.findIndex(({ failure }) => !failure);
	const lookup = new LeadLookup(await run.reader());
	const guardOne = async (state: ItemState<Request>, item: number): Promise<void> => {
		const { params: request, results, failure } = state;
		if (!request?.safety || results || failure) return;
		// A loop runs the node again: with other items, or with one that Call Again sent back.
		const isFirst = item === first && (run.identity.runIndex === 0 || request.round.attempt > 1);
		const facts = { ...timeFacts(request, now), isManual, isFirst };
		try {
			const decided = decide(request.safety, facts);
			const decision = await withOptOut(decided, request.safety, lookup, item);
			if (decision.does === 'call') {
				if (decision.isTest) state.params = testCall(request, decision.number);
			} else {
				state.results = [resultOf(run, item, request, decision, facts, sampleOf)];
			}
		} catch (error) {
			state.failure = error as Error;
		}
	};
	await Promise.all(states.map(guardOne));
}

/** Makes a call, unless the hours are over when its turn comes. */
export async function whenDue(
	run: Run,
	item: number,
	request: GuardedRequest,
	make: () => Promise<Result[]>,
): Promise<Result[]> {
	return await make().catch((error: Error) => {
		if (!(error instanceof NotDue)) throw error;
		return [heldResult(run, item, request, error.decision, timeFacts(request, Date.now()))];
	});
}

/** Who would be called is looked up, also in a dry run; the user's own phone is not. */
async function withOptOut(
	decision: Decision,
	{ skipsUnsubscribed }: SafetySettings,
	lookup: LeadLookup,
	item: number,
): Promise<Decision> {
	const call = decision.does === 'notCall' ? decision.instead : decision;
	if (!skipsUnsubscribed || call?.does !== 'call' || call.isTest) return decision;
	if (!(await lookup.isUnsubscribed(call.number, item))) return decision;
	const optedOut = { does: 'notCall', reason: 'unsubscribed' } as const;
	return decision.does === 'notCall' ? { ...decision, instead: optedOut } : optedOut;
}

/** The user's own phone is called at any hour; the person in the item is not called. */
function testCall<Request extends GuardedRequest>(request: Request, number: string): Request {
	const { callAgain } = request.safety ?? NO_SAFETY;
	return {
		...request,
		number,
		isTest: true,
		body: { ...request.body, phone_number: number },
		key: undefined,
		safety: { ...NO_SAFETY, callAgain },
	};
}

function resultOf<Request extends GuardedRequest>(
	run: Run,
	item: number,
	request: Request,
	decision: Exclude<Decision, { does: 'call' }>,
	facts: Facts,
	sampleOf: (request: Request) => IDataObject,
): Result {
	if (decision.does === 'returnSample') return { json: sampleOf(request), isNotDone: true };
	if (decision.reason !== 'dry_run') return heldResult(run, item, request, decision, facts);
	const { webhook_url: url, ...body } = request.body;
	// Its query may hold a secret.
	const shown =
		typeof url === 'string' ? { ...body, webhook_url: url.replace(/\?.*$/s, '') } : body;
	const hours = request.safety?.callingHours;
	return { json: dryRun(decision, facts, shown, hours), isNotDone: true };
}

function heldResult(
	run: Run,
	item: number,
	{ safety, round: { attempt } }: GuardedRequest,
	decision: Extract<Decision, { does: 'notCall' }>,
	facts: Omit<Facts, 'isManual' | 'isFirst'>,
): Result {
	const json = notCalled(decision, facts, safety?.callingHours);
	const { reason, callAfter } = decision;
	const isHeld = reason === 'too_early' || safety?.callingHours?.holds === true;
	// A tool of an AI agent has one output.
	if (callAfter === undefined || !isHeld || run.asTool) return { json, isNotDone: true };
	const input = run.context.getInputData()[item] ?? { json: {} };
	return { ...later(input, { attempt, notBefore: callAfter }, json), isNotDone: true };
}
