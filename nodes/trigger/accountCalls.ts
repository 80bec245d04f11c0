import { randomUUID } from 'node:crypto';
import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import type { TopCallsClient } from '../api/client';
import { openClient } from '../api/openClient';
import {
	createSubscription,
	deleteSubscription,
	hasSubscription,
	type Subscription,
} from '../api/subscriptions';
import { TopCallsError } from '../api/TopCallsError';
import { LifecycleProblem, type Source } from './source';
import { wantedSubscriptions } from './wantedSubscriptions';

/** A subscription at TopCalls that this trigger made. */
type Made = Subscription & { id: string };

/** All completed calls of the account, whoever placed them: TopCalls is subscribed to. */
export const accountCalls: Source = {
	async exists(context, url) {
		const made = madeBy(context);
		const wanted = wantedBy(context, url);
		if (!isSame(made, wanted)) return false;
		const client = await openClient(context);
		for (const { id } of made) {
			// Where TopCalls cannot be asked, what was made is taken to be there still.
			if ((await hasSubscription(client, id)) === false) return false;
		}
		return true;
	},

	async create(context, url) {
		const wanted = wantedBy(context, url);
		const client = await openClient(context);
		// What is left of other settings, or of a set of which one was lost.
		await deleteAll(context, client);
		const made: Made[] = [];
		for (const subscription of wanted) {
			const id = await createSubscription(client, subscription, randomUUID()).catch(asFailure);
			if (id instanceof TopCallsError) throw await takenBack(client, made, id);
			made.push({ ...subscription, id });
		}
		remember(context, made);
	},

	async remove(context) {
		if (madeBy(context).length > 0) await deleteAll(context, await openClient(context));
	},
};

/** Deletes what this trigger made; what TopCalls does not know or delete counts as gone. */
async function deleteAll(context: IHookFunctions, client: TopCallsClient): Promise<void> {
	const kept: Array<{ subscription: Made; failure: TopCallsError }> = [];
	for (const subscription of madeBy(context)) {
		const deleted = await deleteSubscription(client, subscription.id).catch(asFailure);
		if (deleted instanceof TopCallsError) kept.push({ subscription, failure: deleted });
	}
	remember(
		context,
		kept.map(({ subscription }) => subscription),
	);
	if (kept[0]) throw kept[0].failure;
}

/** @returns the failure that led here, which says so should something be left at TopCalls */
async function takenBack(
	client: TopCallsClient,
	made: Made[],
	failure: TopCallsError,
): Promise<Error> {
	const left: string[] = [];
	for (const { id } of made) {
		const deleted = await deleteSubscription(client, id).catch(asFailure);
		if (deleted !== true) left.push(id);
	}
	if (left.length === 0) return failure;
	return new LifecycleProblem(
		failure.message,
		`These subscriptions are left at TopCalls; delete them there: ${left.join(', ')}.`,
	);
}

function asFailure(error: TopCallsError): TopCallsError {
	return error;
}

function wantedBy(context: IHookFunctions, url: string): Subscription[] {
	const text = (name: string) => String(context.getNodeParameter(name, '') ?? '');
	return wantedSubscriptions(
		{
			dispositions: text('dispositions'),
			onlyConversions: context.getNodeParameter('onlyConversions', false) === true,
			phoneNumberPattern: text('phoneNumberPattern'),
		},
		url,
	);
}

function madeBy(context: IHookFunctions): Made[] {
	const { subscriptions } = context.getWorkflowStaticData('node');
	return Array.isArray(subscriptions) ? (subscriptions as unknown as Made[]) : [];
}

function remember(context: IHookFunctions, made: Made[]): void {
	const staticData = context.getWorkflowStaticData('node');
	if (made.length > 0) staticData.subscriptions = made as unknown as IDataObject[];
	else delete staticData.subscriptions;
}

function isSame(made: Made[], wanted: Subscription[]): boolean {
	const told = ({ event, url, filters }: Subscription) => [event, url, filters];
	return JSON.stringify(made.map(told)) === JSON.stringify(wanted.map(told));
}
