import { fetchCall } from '../api/calls';
import type { TopCallsClient } from '../api/client';
import { asTopCallsError, TopCallsError } from '../api/TopCallsError';
import type { Answer, ListedCall } from './followUp';

/**
 * Looks calls up, as many at once as TopCalls allows. A call that fails alone holds up no other.
 *
 * @param listed adds the fields that only lists have
 * @throws TopCallsError when the next request would fail too, or no call at all could be read
 */
export async function lookUp(
	client: TopCallsClient,
	ids: string[],
	listed: ListedCall[],
): Promise<Map<string, Answer>> {
	const inList = new Map(listed.map((call) => [call.id, call]));
	const failures: TopCallsError[] = [];

	const answerFor = async (id: string, order: number): Promise<Answer> => {
		const found = await fetchCall(client, encodeURIComponent(id), order).catch(asTopCallsError);
		if (!(found instanceof TopCallsError)) return { ...present(inList.get(id)?.extra), ...found };
		// A call that is in the list exists, whatever this answer says.
		if (found.status === 404 && !inList.has(id)) return 'gone';
		if (found.concernsAllRequests) client.settings.gate.close(found);
		failures.push(found);
		return 'failed';
	};
	const entries = await Promise.all(
		ids.map(async (id, order): Promise<[string, Answer]> => [id, await answerFor(id, order)]),
	);

	const forAll = failures.find((failure) => failure.concernsAllRequests);
	const failure = forAll ?? (failures.length === ids.length ? failures[0] : undefined);
	if (failure) throw failure;
	return new Map(entries);
}

function present(fields: Record<string, unknown> = {}): Record<string, unknown> {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null));
}
