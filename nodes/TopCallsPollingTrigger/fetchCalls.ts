import { fetchCall } from '../shared/call/requests';
import type { TopCallsClient } from '../shared/client/client';
import { asTopCallsError, TopCallsError } from '../shared/errors/TopCallsError';
import type { LookupResult, ListedCall } from './tracker';

/** Statuses that may concern a single call, as long as others can be read. */
const MAY_BE_ONE_CALL = new Set([401, 402, 403]);
/** How many other calls are tried before all count as refused. */
const OTHERS_TRIED = 3;

/** How many calls are looked up together before it is decided whether the poll continues. */
const GROUP = 500;
/** The most text of calls that a poll holds, in characters: those of long talks are large. */
const MAX_TEXT = 20_000_000;

/**
 * Looks calls up until the time is over, at least one group of them.
 *
 * @param ids   the most urgent first
 * @param until by the client's clock, in milliseconds
 * @returns nothing for the calls that are left, which are the last ones
 * @throws TopCallsError when not even the first group could be read
 */
export async function lookUpInTime(
	client: TopCallsClient,
	ids: string[],
	listed: ListedCall[],
	until: number,
	onFailure: (id: string, failure: TopCallsError) => void,
): Promise<Map<string, LookupResult>> {
	const answers = new Map<string, LookupResult>();
	let text = 0;
	while (answers.size < ids.length && text < MAX_TEXT) {
		if (answers.size > 0 && client.settings.clock.now() >= until) break;
		const group = ids.slice(answers.size, answers.size + GROUP);
		const found = await lookUp(client, group, listed, onFailure).catch(asTopCallsError);
		if (found instanceof TopCallsError) {
			if (answers.size === 0) throw found;
			// The next poll fails with it if it lasts; what was read is not to be read again.
			break;
		}
		for (const [id, answer] of found) {
			answers.set(id, answer);
			text += JSON.stringify(answer).length;
		}
	}
	return answers;
}

/**
 * Looks calls up, as many in parallel as TopCalls allows. A single call that fails does not delay the others.
 *
 * @param listed adds the fields that only lists have
 * @param onFailure is called for each call that could not be read while others could
 * @throws TopCallsError when the next request would fail too, or no call at all could be read
 */
export async function lookUp(
	client: TopCallsClient,
	ids: string[],
	listed: ListedCall[],
	onFailure: (id: string, failure: TopCallsError) => void = () => undefined,
): Promise<Map<string, LookupResult>> {
	const inList = new Map(listed.map((call) => [call.id, call]));
	const failures = new Map<string, TopCallsError>();

	const answerFor = async (id: string, priority: number): Promise<LookupResult> => {
		const found = await read(client, id, priority);
		if (!(found instanceof TopCallsError)) return { ...present(inList.get(id)?.extra), ...found };
		// A call that is in the list exists, whatever this answer says.
		if (found.status === 404 && !inList.has(id)) return 'gone';
		if (stopsAll(found)) client.settings.queue.abort(found);
		failures.set(id, found);
		return 'failed';
	};
	const entries = await Promise.all(
		ids.map(
			async (id, priority): Promise<[string, LookupResult]> => [id, await answerFor(id, priority)],
		),
	);

	const [first, ...more] = failures.values();
	const forAll = [first, ...more].find((failure) => failure && stopsAll(failure));
	if (forAll) throw forAll;
	if (first && failures.size === ids.length) {
		const others = listed.map(({ id }) => id).filter((id) => !failures.has(id));
		if (!(await isAnyRead(client, others))) throw first;
	}
	failures.forEach((failure, id) => onFailure(id, failure));
	return new Map(entries);
}

/** With every lookup failed: whether that is these calls, and not the account or TopCalls. */
async function isAnyRead(client: TopCallsClient, ids: string[]): Promise<boolean> {
	for (const id of ids.slice(0, OTHERS_TRIED)) {
		if (!((await read(client, id, 0)) instanceof TopCallsError)) return true;
	}
	return false;
}

async function read(client: TopCallsClient, id: string, priority: number) {
	return await fetchCall(client, id, priority).catch(asTopCallsError);
}

function stopsAll(failure: TopCallsError): boolean {
	return failure.isAccountWide && !MAY_BE_ONE_CALL.has(failure.status);
}

function present(fields: Record<string, unknown> = {}): Record<string, unknown> {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null));
}
