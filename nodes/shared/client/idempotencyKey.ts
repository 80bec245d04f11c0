import { fingerprint } from '../crypto';

export const KEY_PATTERN = /^[A-Za-z0-9_-]{8,255}$/;

/** One round of a node in one execution of a workflow. */
export interface RunIdentity {
	/** Several n8n may use one account, with workflows and executions of the same numbers. */
	instanceId: string;
	workflowId: string;
	executionId: string;
	nodeId: string;
	/** Two nodes can have one ID, but not one name. */
	nodeName: string;
	/** Rises with each round of a loop. */
	runIndex: number;
}

/** What makes a request the same request when n8n runs the node again. */
export interface RequestIdentity extends RunIdentity {
	/** The action, such as `make` or `cancel`. */
	action: string;
	/** The E.164 number or the call ID. */
	target: string;
	/**
	 * How many items before it have the same target, from 0. Not the item's index: n8n 1.x runs the execution of
	 * a worker that died from its start, and by then the items may come in another order.
	 */
	occurrence: number;
	/** Set for an AI agent's tool, which may be called several times in one run. */
	body?: string;
}

/**
 * The Idempotency-Key of a request: the same for every repeat of it, and different for every other request.
 * Follows “Idempotency” of https://docs.topcalls.ai/api-reference/calls/create-a-new-call.
 *
 * @returns 43 characters of the alphabet that the API allows
 */
export function idempotencyKey(identity: RequestIdentity): string {
	const { action, instanceId, workflowId, executionId, nodeId, nodeName, runIndex } = identity;
	const place = [instanceId, workflowId, executionId, nodeId, nodeName, runIndex];
	const { target, occurrence, body } = identity;
	const parts = [action, ...place, target, occurrence, body ?? ''];
	return fingerprint(JSON.stringify(parts));
}
