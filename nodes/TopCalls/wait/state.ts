import type { IDataObject, IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

import { isJsonObject } from '../../shared/json';
import type { Result } from '../execution/operation';
import type { WaitingCall } from './result';

/** What a waiting node needs when an event arrives; saved by n8n with the execution. */
export interface WaitState {
	tokenFingerprint: string;
	/** When the wait began, after all calls were made: milliseconds since the epoch. */
	since: number;
	/** The round of a loop; all rounds have one address. */
	runIndex: number;
	/** One for each item, in order. */
	entries: WaitEntry[];
}

/** An item whose call is waited for, or the output of one without a call. */
export type WaitEntry =
	/** `input`: the fields of the input item, where they are output too. */
	(WaitingCall & { callId: string; input?: IDataObject }) | { result: Result };

const KEY = 'topCallsWait';

/** Leaves the state with the execution. */
export function saveWaitState(context: IExecuteFunctions, state: WaitState): void {
	context.getContext('node')[KEY] = state;
}

/** @returns undefined when the node is not waiting for calls */
export function readWaitState(context: IWebhookFunctions): WaitState | undefined {
	const name = inExpression(context.getNode().name);
	const saved: unknown = context.evaluateExpression(`{{ $node[${name}].context.${KEY} }}`);
	if (!isJsonObject(saved) || !Array.isArray(saved.entries)) return undefined;
	return saved as unknown as WaitState;
}

/** A node's name as a string in an expression, whatever quotes, backslashes or braces it holds. */
function inExpression(name: string): string {
	const escaped = [...Array(name.length).keys()].map(
		(index) => `\\u${name.charCodeAt(index).toString(16).padStart(4, '0')}`,
	);
	return `"${escaped.join('')}"`;
}
