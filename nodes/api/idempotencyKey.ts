import { createHash } from 'node:crypto';

export const KEY_PATTERN = /^[A-Za-z0-9_-]{8,255}$/;

/** What makes one request of a flow the same request when n8n runs the node once more. */
export interface RequestIdentity {
	/** What is asked for, such as `make` or `cancel`. */
	action: string;
	workflowId: string;
	executionId: string;
	nodeId: string;
	/** Rises with each round of a loop. */
	runIndex: number;
	itemIndex: number;
	/** The E.164 number or the call ID. */
	target: string;
	/** Set for an AI agent's tool, which may be called several times in one run. */
	body?: string;
}

/**
 * The Idempotency-Key of a request: the same for every repeat of it, another one for anything else.
 * Follows “Idempotency” of https://docs.topcalls.ai/api-reference/calls/create-a-new-call.
 *
 * @returns 43 characters of the alphabet that the API allows
 */
export function idempotencyKey(identity: RequestIdentity): string {
	const { action, workflowId, executionId, nodeId, runIndex, itemIndex, target, body } = identity;
	const parts = [action, workflowId, executionId, nodeId, runIndex, itemIndex, target, body ?? ''];
	return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
