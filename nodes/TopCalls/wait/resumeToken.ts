import { createHmac } from 'node:crypto';

import { fingerprint, isSameSecret } from '../../shared/crypto';

/** A node within one execution. */
export interface WaitIdentity {
	workflowId: string;
	executionId: string;
	nodeId: string;
}

/**
 * The secret in the URL that receives the events of a waiting execution. It is derived from the API key, so nobody can
 * guess it, and from nothing that changes between two attempts or two rounds of the same node: with a key of the
 * user, a later one may find a call whose events go to the URL of an earlier one.
 *
 * @returns 43 characters that need no escaping in a URL
 */
export function resumeToken(apiKey: string, identity: WaitIdentity): string {
	const { workflowId, executionId, nodeId } = identity;
	const subject = JSON.stringify(['resume', workflowId, executionId, nodeId]);
	return createHmac('sha256', apiKey).update(subject).digest('base64url');
}

/** Whether a token matches the fingerprint that the execution saved. */
export function isToken(given: unknown, expectedFingerprint: string): boolean {
	return typeof given === 'string' && isSameSecret(fingerprint(given), expectedFingerprint);
}
