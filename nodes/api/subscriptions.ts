import type { IDataObject } from 'n8n-workflow';

import type { TopCallsClient } from './client';
import { isJsonObject } from './json';
import { TopCallsError } from './TopCallsError';

/** What TopCalls is asked to post, and where. */
export interface Subscription {
	event: string;
	url: string;
	filters?: IDataObject;
}

/**
 * POST /v1/webhooks, see
 * https://docs.topcalls.ai/api-reference/webhooks/create-a-webhook-subscription.
 *
 * @param idempotencyKey another one for each subscription that is to come about: with one used before,
 *                       TopCalls would tell of that one, which may be deleted
 * @returns the subscription's ID
 * @throws TopCallsError
 */
export async function createSubscription(
	client: TopCallsClient,
	{ event, url, filters }: Subscription,
	idempotencyKey: string,
): Promise<string> {
	const body: IDataObject = filters ? { event, url, filters } : { event, url };
	return await client.request(
		{ method: 'POST', path: '/v1/webhooks', body, idempotencyKey },
		0,
		(answer) => {
			if (isJsonObject(answer) && typeof answer.id === 'string' && answer.id !== '')
				return answer.id;
			throw new TopCallsError('unreadable', 'TopCalls answered without a subscription ID');
		},
	);
}

/**
 * GET /v1/webhooks/{id}, which is not documented.
 *
 * @returns whether TopCalls still has the subscription; undefined when it cannot be asked
 * @throws TopCallsError
 */
export async function hasSubscription(
	client: TopCallsClient,
	id: string,
): Promise<boolean | undefined> {
	const found = await client
		.request({ method: 'GET', path: pathOf(id) })
		.catch((error: TopCallsError) => error);
	if (!(found instanceof TopCallsError)) return !isJsonObject(found) || !found.deleted_at;
	if (found.status === 404) return false;
	if (found.status === 405) return undefined;
	throw found;
}

/**
 * DELETE /v1/webhooks/{id}, which is not documented.
 *
 * @returns whether TopCalls deleted it; false when it has none of that ID, or deletes none at all
 * @throws TopCallsError
 */
export async function deleteSubscription(client: TopCallsClient, id: string): Promise<boolean> {
	const failure = await client
		.request({ method: 'DELETE', path: pathOf(id) })
		.then(() => undefined)
		.catch((error: TopCallsError) => error);
	if (!failure) return true;
	if (failure.status === 404 || failure.status === 405) return false;
	throw failure;
}

function pathOf(id: string): string {
	return `/v1/webhooks/${encodeURIComponent(id)}`;
}
