import type { IDataObject } from 'n8n-workflow';

import type { TopCallsClient } from '../client/client';
import { unwrap } from '../unwrap';
import { isJsonObject } from '../json';
import { readPage, walkPages } from '../client/pagination';
import { pathOf } from '../client/path';
import { TopCallsError } from '../errors/TopCallsError';

/** The events that TopCalls should post, and the URL. */
export interface Subscription {
	event: string;
	url: string;
	filters?: IDataObject;
}

/** A subscription that exists at TopCalls. */
export type CreatedSubscription = Subscription & { id: string };

/**
 * POST /v1/webhooks, see
 * https://docs.topcalls.ai/api-reference/webhooks/create-a-webhook-subscription.
 *
 * @param idempotencyKey a new one for each subscription: for a key used before, TopCalls would return
 *                       the earlier subscription, which may be deleted
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
			const id = unwrap(answer, 'webhook')?.id;
			if ((typeof id === 'string' && id !== '') || typeof id === 'number') return String(id);
			throw new TopCallsError('unexpected', 'TopCalls answered without a subscription ID');
		},
	);
}

/**
 * GET /v1/webhooks, which is not documented.
 *
 * @returns the subscriptions of the account that are not deleted; undefined when TopCalls lists none
 */
export async function listSubscriptions(
	client: TopCallsClient,
): Promise<CreatedSubscription[] | undefined> {
	const fetchPage = async (cursor?: string) => {
		const query = cursor ? { cursor } : {};
		return await client.request({ method: 'GET', path: '/v1/webhooks', query }, 0, readPage);
	};
	const listed: CreatedSubscription[] = [];
	try {
		for await (const item of walkPages(fetchPage, JSON.stringify)) {
			const subscription = readSubscription(item);
			if (subscription) listed.push(subscription);
		}
		return listed;
	} catch {
		return undefined;
	}
}

/**
 * GET /v1/webhooks/{id}, which is not documented.
 *
 * @returns `not found` also where TopCalls has no such endpoint; `unknown` when it does not answer
 */
export async function findSubscription(
	client: TopCallsClient,
	id: string,
): Promise<'there' | 'deleted' | 'not found' | 'unknown'> {
	try {
		const found = await client.request({ method: 'GET', path: pathOf('/v1/webhooks', id) });
		return unwrap(found, 'webhook')?.deleted_at ? 'deleted' : 'there';
	} catch (error) {
		return (error as TopCallsError).status === 404 ? 'not found' : 'unknown';
	}
}

/**
 * DELETE /v1/webhooks/{id}, which is not documented.
 *
 * @throws TopCallsError, with status 404 also where TopCalls has no such endpoint
 */
export async function deleteSubscription(client: TopCallsClient, id: string): Promise<void> {
	await client.request({ method: 'DELETE', path: pathOf('/v1/webhooks', id) });
}

/** The identity of a subscription: two with the same value send the same events to the same URL. */
export function contentOf({ event, url, filters }: Subscription): string {
	const entries = Object.entries(filters ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
	return JSON.stringify([event, url, entries]);
}

function readSubscription(item: unknown): CreatedSubscription | undefined {
	if (!isJsonObject(item) || item.deleted_at) return undefined;
	const { id, event, url, filters } = item;
	if (typeof id !== 'string' && typeof id !== 'number') return undefined;
	if (typeof event !== 'string' || typeof url !== 'string') return undefined;
	return {
		id: String(id),
		event,
		url,
		...(isJsonObject(filters) && { filters: filters as IDataObject }),
	};
}
