import { randomUUID } from 'node:crypto';
import type { IHookFunctions } from 'n8n-workflow';

import type { TopCallsClient } from '../../shared/client/client';
import { openClient, URGENT } from '../../shared/client/openClient';
import { WEBHOOK_RETRY } from '../../shared/client/retry';
import {
	createSubscription,
	deleteSubscription,
	findSubscription,
	listSubscriptions,
	type CreatedSubscription,
	type Subscription,
} from '../../shared/webhook/subscriptions';
import { asTopCallsError, TopCallsError } from '../../shared/errors/TopCallsError';
import { reconcile } from './reconcile';
import { filtersOf } from '../settings';
import { UserError } from '../../shared/errors/UserError';
import type { Source } from './source';
import { madeElsewhere, recall, remember } from './subscriptionState';
import { desiredSubscriptions } from './desiredSubscriptions';

/** All completed calls of the account, no matter who made them, through subscriptions at TopCalls. */
export const accountCalls: Source = {
	async exists(context, url) {
		const { made } = recall(context);
		const { missing, unwanted } = reconcile(desiredBy(context, url), made);
		if (missing.length > 0 || unwanted.length > 0) return false;
		const client = await openClient(context, URGENT, WEBHOOK_RETRY);
		const isGone = goneAt(client);
		for (const { id } of made) {
			// If TopCalls cannot be asked, the subscriptions are assumed to exist.
			if (await isGone(id)) return false;
		}
		return true;
	},

	async create(context, url) {
		const wanted = desiredBy(context, url);
		warnOfOtherUrl(context);
		const client = await openClient(context, URGENT);
		const hasty = await openClient(context, URGENT, WEBHOOK_RETRY);
		const { kept, missing, unwanted } = reconcile(wanted, await ownAt(context, hasty, url));
		const made = [...kept];
		for (const subscription of missing) {
			const id = await createSubscription(client, subscription, randomUUID()).catch(
				asTopCallsError,
			);
			if (id instanceof TopCallsError) throw await rollBack(client, made.slice(kept.length), id);
			made.push({ ...subscription, id });
		}
		// Only now, so that no call is missed between the old and the new ones.
		remember(context, { made, left: await deleteAll(context, hasty, unwanted) });
	},

	async remove(context) {
		const { made, left } = recall(context);
		if (made.length + left.length === 0) return;
		const client = await openClient(context, URGENT, WEBHOOK_RETRY);
		remember(context, { made: [], left: await deleteAll(context, client, [...made, ...left]) });
	},
};

/** The subscriptions of this trigger at TopCalls: those with its URL, and those that it remembers. */
async function ownAt(
	context: IHookFunctions,
	client: TopCallsClient,
	url: string,
): Promise<CreatedSubscription[]> {
	const listed = await listSubscriptions(client);
	const isGone = goneAt(client, listed);
	const there = (listed ?? []).filter((subscription) => subscription.url.split('?')[0] === url);
	const { made, left } = recall(context);
	for (const subscription of [...made, ...left]) {
		const isListed = there.some(({ id }) => id === subscription.id);
		if (!isListed && !(await isGone(subscription.id))) there.push(subscription);
	}
	return there;
}

/** Whether a subscription certainly no longer exists at TopCalls. */
function goneAt(
	client: TopCallsClient,
	known?: CreatedSubscription[],
): (id: string) => Promise<boolean> {
	let listing: Promise<CreatedSubscription[] | undefined> | undefined;
	return async (id) => {
		const found = await findSubscription(client, id);
		if (found !== 'not found') return found === 'deleted';
		// There may be no such endpoint: only a list without it proves it.
		listing ??= known ? Promise.resolve(known) : listSubscriptions(client);
		const listed = await listing;
		return listed !== undefined && !listed.some((subscription) => subscription.id === id);
	};
}

/** @returns those that could not be deleted, which are also logged */
async function deleteAll(
	context: IHookFunctions,
	client: TopCallsClient,
	subscriptions: CreatedSubscription[],
): Promise<CreatedSubscription[]> {
	const left: CreatedSubscription[] = [];
	for (const subscription of subscriptions) {
		const failure = await deleted(client, subscription.id);
		if (!failure) continue;
		left.push(subscription);
		const { id, event, url } = subscription;
		context.logger.warn(
			`“${context.getNode().name}”: the subscription ${id} (${event}) was not deleted at TopCalls: ${failure.message}. TopCalls still sends its events to ${url}. Publish the workflow again to reuse it or to retry the deletion.`,
		);
	}
	return left;
}

/** @returns why the subscription is still there */
async function deleted(client: TopCallsClient, id: string): Promise<TopCallsError | undefined> {
	const failure = await deleteSubscription(client, id).catch(asTopCallsError);
	if (!(failure instanceof TopCallsError)) return undefined;
	return failure.status === 404 && (await goneAt(client)(id)) ? undefined : failure;
}

/** @returns the failure that led here, which says so if something is left at TopCalls */
async function rollBack(
	client: TopCallsClient,
	made: CreatedSubscription[],
	failure: TopCallsError,
): Promise<Error> {
	const left: string[] = [];
	for (const { id } of made) if (await deleted(client, id)) left.push(id);
	if (left.length === 0) return failure;
	return new UserError(
		failure.message,
		`These subscriptions are left at TopCalls; delete them there: ${left.join(', ')}.`,
	);
}

function warnOfOtherUrl(context: IHookFunctions): void {
	for (const { id, url } of madeElsewhere(context)) {
		context.logger.warn(
			`“${context.getNode().name}”: the subscription ${id} was made for ${url}, which is not the address of this trigger now, so it was left at TopCalls. If no other n8n uses it, delete it there.`,
		);
	}
}

function desiredBy(context: IHookFunctions, url: string): Subscription[] {
	return desiredSubscriptions(filtersOf(context), url);
}
