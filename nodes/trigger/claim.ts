import type { IWebhookFunctions } from 'n8n-workflow';

import { claimsOf, type SavedClaims } from './claims';

/** The right to start an execution for an event. */
export interface Claim {
	/** Nothing came of it: the next delivery of the event may try. */
	giveBack(): void;
	/** An execution has been started. */
	run(): void;
}

/**
 * Takes an event for this delivery.
 *
 * @param event what names the event and no other
 * @returns undefined when another delivery of the event has taken it
 */
export function claimOn(context: IWebhookFunctions, event: string): Claim | undefined {
	// In the editor one event is listened for, and it may well be the same as before.
	if (context.getMode() === 'manual') return { giveBack: () => {}, run: () => {} };

	const claims = claimsOf(`${context.getWorkflow().id} ${context.getNode().id}`);
	const staticData = context.getWorkflowStaticData('node');
	const saved: SavedClaims = String(staticData.delivered ?? '');
	if (!claims.take(event, saved, unixSeconds())) return undefined;

	const giveBack = () => claims.giveBack(event);
	// If n8n cannot start the execution, it answers so, and TopCalls delivers again.
	const response = context.getResponseObject();
	response.once('close', () => response.statusCode >= 400 && giveBack());
	const run = () => {
		staticData.delivered = claims.run(event, saved, unixSeconds());
	};
	return { giveBack, run };
}

function unixSeconds(): number {
	return Math.floor(Date.now() / 1_000);
}
