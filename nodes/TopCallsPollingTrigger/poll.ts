import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import type { Call } from '../shared/call/call';
import { callWithEvent, eventOf, type CallEvent } from '../shared/call/events';
import type { TopCallsClient } from '../shared/client/client';
import { openClient, URGENT } from '../shared/client/openClient';
import type { RetryPolicy } from '../shared/client/retry';
import { PROCESSING_LIMIT_MS } from '../shared/call/processed';
import { campaignField } from '../shared/campaign/campaignField';
import { EmptyField } from '../shared/errors/EmptyField';
import { locatorValue } from '../shared/fields/locatorValue';
import { readChoices } from '../shared/fields/readChoice';
import { readCollection } from '../shared/fields/readCollection';
import { readNumber } from '../shared/fields/readNumber';
import { readText } from '../shared/fields/readText';
import { eventsField, maxWaitField } from './fields';
import { initialState, selectLookups, advance, takenBefore, type PollOptions } from './tracker';
import { fetchReadable, listCalls } from './listCalls';
import { lookUp, lookUpInTime } from './fetchCalls';
import { loadState, saveState, type Scope } from './state';

const SAMPLE = 3;
/** For so long a poll looks calls up, in about the shortest time between two polls. */
const LOOKUP_MS = 40_000;
/** The static data of the triggers that poll now: n8n starts the next poll while one is still running. */
const polling = new WeakSet<object>();
/** The next poll asks again, so this one retries less. */
const ONE_POLL: RetryPolicy = {
	maxFailures: 3,
	maxElapsedMs: 30_000,
	maxStalledMs: 30_000,
	responseTimeoutMs: 20_000,
};

/**
 * One poll: the calls that have ended since the last one, each once.
 *
 * @returns null when there are none, and on this node's first poll of a Base URL or campaign, which only saves the state
 * @throws TopCallsError, UserError; then no state is saved, so nothing is lost
 */
export async function poll(context: IPollFunctions): Promise<INodeExecutionData[] | null> {
	const client = await openClient(context, URGENT, ONE_POLL);
	const { campaignId, maxWait } = readCollection(
		'Options',
		context.getNodeParameter('options', {}),
	);
	const campaign = readText(campaignField.displayName, locatorValue(campaignId));
	const events = readChoices(eventsField, context.getNodeParameter('events')) as CallEvent[];
	if (events.length === 0)
		throw new EmptyField(eventsField.displayName, 'Choose at least one event.');
	const minutes = readNumber(maxWaitField.displayName, maxWait, { from: 0 });
	const maxWaitMs = minutes === undefined ? PROCESSING_LIMIT_MS.pollingTrigger : minutes * 60_000;
	const options: PollOptions = { events, maxWaitMs };
	const ended =
		context.getMode() === 'manual'
			? await latest(client, filtersFor(campaign), options)
			: await withoutOverlap(
					context.getWorkflowStaticData('node'),
					async () => await endedSince(context, client, campaign, options),
				);
	if (ended.length === 0) return null;
	const simple = context.getNodeParameter('simplify', true) as boolean;
	return ended.map((call) => ({
		json: callWithEvent(call, eventOf(call), simple) as IDataObject,
	}));
}

/** Nothing while another poll of this trigger looks for the same calls. */
async function withoutOverlap(
	staticData: IDataObject,
	fetchCalls: () => Promise<Call[]>,
): Promise<Call[]> {
	if (polling.has(staticData)) return [];
	polling.add(staticData);
	try {
		return await fetchCalls();
	} finally {
		polling.delete(staticData);
	}
}

function filtersFor(campaign: string): IDataObject {
	return campaign ? { campaign_id: campaign } : {};
}

async function endedSince(
	context: IPollFunctions,
	client: TopCallsClient,
	campaign: string,
	options: PollOptions,
): Promise<Call[]> {
	const { baseUrl, clock } = client.settings;
	const begun = clock.now();
	const filters = filtersFor(campaign);
	const staticData = context.getWorkflowStaticData('node');
	const { id: nodeId, name } = context.getNode();
	const workflowId = context.getWorkflow().id ?? '';
	const scope: Scope = { workflowId, nodeId, baseUrl, campaign };
	const before = loadState(staticData, scope);
	if (!before) {
		const state = initialState(await listCalls(client, filters), Date.now());
		if (!loadState(staticData, scope)) saveState(staticData, state, scope);
		return [];
	}
	const listed = await listCalls(client, filters, before);
	const until = Math.min(clock.now() + LOOKUP_MS, begun + budgetMsOf(context));
	const selected = selectLookups(before, listed, options);
	const answers = await lookUpInTime(client, selected.ask, listed, until, (id, { message }) => {
		context.logger.warn(`“${name}” could not look up the call ${id} and tries again: ${message}`);
	});

	// The workflow may have been published again meanwhile.
	const current = loadState(staticData, scope);
	// The other one polls another campaign by now.
	if (!current) return [];
	const taken = takenBefore(selected, answers);
	const { ended, state } = advance(current, taken, answers, options, Date.now());
	saveState(staticData, state, scope);
	return ended;
}

/** After this time n8n may drop the result of a poll; n8n before 2.41 waits for any. */
function budgetMsOf(context: IPollFunctions & { getPollBudgetMs?(): number }): number {
	return context.getPollBudgetMs?.() ?? Infinity;
}

/** A few calls for the editor; no state is saved. */
async function latest(
	client: TopCallsClient,
	filters: IDataObject,
	{ events }: PollOptions,
): Promise<Call[]> {
	const { items } = await fetchReadable(client, filters);
	const wanted = items.filter((call) => call.ended && events.includes(eventOf(call)));
	const ids = wanted.slice(0, SAMPLE).map(({ call_id }) => call_id);
	const answers = await lookUp(client, ids.reverse(), []);
	return [...answers.values()].filter((answer) => typeof answer === 'object');
}
