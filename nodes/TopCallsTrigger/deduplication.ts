import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { claimsOf, type EventIdentity, type SavedClaims } from './deduplicator';
import { isOwnedBy, ownerOf, type Owner } from '../shared/webhook/owner';

/** The right to start an execution for an event. */
export interface Claim {
	/** Nothing came of it: the next delivery of the event may try. */
	giveBack(): void;
	/** An execution has been started. */
	run(): void;
}

/**
 * Takes an event for this delivery. While another delivery has it, this one waits for what becomes of it: if
 * nothing does, as with a forged one, it takes over.
 *
 * @returns undefined when another delivery of the event has started an execution
 */
export async function claimOn(
	context: IWebhookFunctions,
	event: EventIdentity,
): Promise<Claim | undefined> {
	// In the editor one event is listened for, and it may well be the same as before.
	if (context.getMode() === 'manual') return { giveBack: () => {}, run: () => {} };

	const owner = ownerOf(context);
	const claims = claimsOf(JSON.stringify(owner));
	const staticData = context.getWorkflowStaticData('node');
	const saved = savedIn(staticData, owner);
	while (!claims.take(event, saved, Date.now())) {
		const decision = claims.decisionOn(event);
		if (!decision) return undefined;
		await decision;
	}

	let isHeld = true;
	const giveBack = () => {
		// Once: by the second time another delivery may have taken the event.
		if (isHeld) claims.giveBack(event);
		isHeld = false;
	};
	// If n8n cannot start the execution, it answers so, and TopCalls delivers again.
	const response = context.getResponseObject();
	response.once('close', () => response.statusCode >= 400 && giveBack());
	const run = () => {
		const events = claims.run(event, saved, Date.now());
		staticData[KEY] = { owner, events } as unknown as IDataObject;
	};
	return { giveBack, run };
}

const KEY = 'delivered';

function savedIn(staticData: IDataObject, owner: Owner): SavedClaims {
	const saved = staticData[KEY];
	return isOwnedBy(saved, owner) ? String((saved as IDataObject).events ?? '') : '';
}
