import { sleep, type IDataObject, type IWebhookFunctions } from 'n8n-workflow';

import { deduplicatorFor, type EventIdentity, type SavedEvents } from './deduplicator';
import { isOwnedBy, ownerOf, type Owner } from '../shared/webhook/owner';

/** The right to start an execution for an event. */
export interface Claim {
	/** It started no execution: the next delivery of the event may try. */
	release(): void;
	/** An execution has been started. */
	commit(): void;
}

/**
 * Claims an event for this delivery. While another delivery holds the claim, this one waits: if the other starts no
 * execution, as with a forged event, it takes over.
 *
 * @returns undefined when another delivery of the event has started an execution
 */
export async function claimEvent(
	context: IWebhookFunctions,
	event: EventIdentity,
): Promise<Claim | undefined> {
	// In the editor one event is listened for, and it may well be the same as before.
	if (context.getMode() === 'manual') return { release: () => {}, commit: () => {} };

	const owner = ownerOf(context);
	const deduplicator = deduplicatorFor(JSON.stringify(owner));
	const staticData = context.getWorkflowStaticData('node');
	const saved = savedIn(staticData, owner);
	while (!deduplicator.claim(event, saved, Date.now())) {
		const decision = deduplicator.decisionOn(event);
		if (!decision) return undefined;
		await decision;
	}

	let isHeld = true;
	const release = () => {
		// Once: by the second time another delivery may have taken the event.
		if (isHeld) deduplicator.release(event);
		isHeld = false;
	};
	// If n8n cannot start the execution, it answers so, and TopCalls delivers again.
	const response = context.getResponseObject();
	response.once(
		'close',
		() => void answered(response).then((status) => status >= 400 && release()),
	);
	const commit = () => {
		const events = deduplicator.commit(event, saved, Date.now());
		staticData[KEY] = { owner, events } as unknown as IDataObject;
	};
	return { release, commit };
}

/**
 * Waits for n8n's answer, which also comes when TopCalls has hung up before it.
 *
 * @returns its status
 */
async function answered(response: Response): Promise<number> {
	for (let waits = 0; !response.writableEnded && waits < MAX_WAITS; waits++) await sleep(WAIT_MS);
	return response.statusCode;
}

const WAIT_MS = 500;
/** Five minutes: n8n may be slow to start an execution. */
const MAX_WAITS = 600;

type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

const KEY = 'delivered';

function savedIn(staticData: IDataObject, owner: Owner): SavedEvents {
	const saved = staticData[KEY];
	return isOwnedBy(saved, owner) ? String((saved as IDataObject).events ?? '') : '';
}
