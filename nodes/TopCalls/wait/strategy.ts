import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { isPublicUrl } from '../../shared/webhook/publicUrl';
import { UserError } from '../../shared/errors/UserError';
import { requireChoice } from '../../shared/fields/readChoice';
import { readNumber } from '../../shared/fields/readNumber';
import type { Run } from '../execution/run';
import { fingerprint } from '../../shared/crypto';
import { maxWaitField, waitUsingField } from './fields';
import { resumeToken } from './resumeToken';
import { resumeUrl } from './resumeUrl';

/** How one run of the node waits for its calls. */
export type WaitStrategy = { maxWaitMs: number } & (
	| { using: 'polling' }
	| { using: 'webhook'; address: URL; tokenFingerprint: string; runIndex: number }
);

/**
 * Chooses how a run waits: in n8n's waiting state if TopCalls can reach this n8n, by polling if it cannot or if an
 * AI agent needs the result as the answer of its tool.
 *
 * @throws UserError for settings that cannot work
 */
export function chooseWaitStrategy(run: Run): WaitStrategy {
	const { context, client } = run;
	const maxWaitMs = readMaxWait(optionOf(context, maxWaitField));
	const using = requireChoice(waitUsingField, optionOf(context, waitUsingField));
	if (using === 'polling' || run.asTool) return { using: 'polling', maxWaitMs };

	const { apiKey, baseUrl } = client.settings;
	const token = resumeToken(apiKey, run.identity);
	const executionUrl = context.evaluateExpression('{{ $execution.resumeUrl }}', 0);
	const address = resumeUrl(executionUrl, run.identity.nodeId, token);
	if (address && isPublicUrl(address.href, baseUrl)) {
		const { runIndex } = run.identity;
		return { using: 'webhook', maxWaitMs, address, tokenFingerprint: fingerprint(token), runIndex };
	}
	if (using === 'auto') return { using: 'polling', maxWaitMs };
	throw new UserError(
		`TopCalls cannot reach this n8n at ${address?.origin ?? 'its address'} to report that a call has ended`,
		'Set WEBHOOK_URL of your n8n to its public https address, or set Options › Wait Using to Polling.',
	);
}

function optionOf(context: IExecuteFunctions, { name, default: otherwise }: INodeProperties) {
	const moved = context.getNodeParameter(name, 0, '') as unknown;
	return context.getNodeParameter(
		`options.${name}`,
		0,
		moved === '' ? otherwise : moved,
	) as unknown;
}

/** @returns milliseconds */
function readMaxWait(value: unknown): number {
	const field = maxWaitField.displayName;
	const minutes = readNumber(field, value, { above: 0 });
	if (minutes !== undefined && minutes <= LONGEST_WAIT_MINUTES) return minutes * 60_000;
	throw new UserError(
		minutes === undefined ? `${field} is empty` : `${field} “${minutes}” cannot be used`,
		`Enter a number of minutes above 0 and up to ${LONGEST_WAIT_MINUTES.toLocaleString('en-US')}.`,
	);
}

/** Thirty days. */
const LONGEST_WAIT_MINUTES = 43_200;
