import { randomUUID } from 'node:crypto';
import type { IExecuteFunctions } from 'n8n-workflow';

import { openClient } from '../../shared/client/openClient';
import type { TopCallsClient } from '../../shared/client/client';
import type { RequestQueue, ThrottleSettings } from '../../shared/client/throttle/requestQueue';
import { idempotencyKey, type RunIdentity } from '../../shared/client/idempotencyKey';
import { TopCallsError } from '../../shared/errors/TopCallsError';
import type { EarlierAttempts } from './retryOnFail';

/** What all items of one execution of the node share. */
export interface Run {
	context: IExecuteFunctions;
	client: TopCallsClient;
	/** For reads: not slowed down by the settings for calls, and not stopped by a failure of one. */
	reader(): Promise<TopCallsClient>;
	queue: RequestQueue;
	identity: RunIdentity;
	/** Whether an AI agent runs the node. */
	asTool: boolean;
	/** The Idempotency-Key for one action on one target. */
	keyFor(action: string, itemIndex: number, target: string, body: unknown): string;
}

/** The settings of a run that its requests depend on. */
export interface RunSettings {
	/** How fast requests may go out. */
	throttle: ThrottleSettings;
	/** For each item, how many before it have the same target. */
	occurrences: number[];
	attempts?: EarlierAttempts;
}

/**
 * Opens the connection for one execution of the node.
 *
 * @throws TopCallsError when the credential's Base URL cannot be used
 */
export async function openRun(
	context: IExecuteFunctions,
	{ throttle, occurrences, attempts }: RunSettings,
): Promise<Run> {
	const client = await openCancelable(context, throttle);
	const node = context.getNode();
	const identity = {
		instanceId: context.getInstanceId(),
		workflowId: context.getWorkflow().id ?? '',
		// An MCP server runs its tools outside of any execution.
		executionId: context.getExecutionId() ?? randomUUID(),
		nodeId: node.id,
		nodeName: node.name,
		runIndex: runIndexOf(context),
	};
	const asTool = runsAsTool(context);
	let reader: Promise<TopCallsClient> | undefined;
	return {
		context,
		client,
		reader: async () => await (reader ??= openCancelable(context)),
		queue: client.settings.queue,
		identity,
		asTool,
		keyFor: (action, itemIndex, target, body) => {
			const request = { ...identity, action, target, occurrence: occurrences[itemIndex] ?? 0 };
			const make = () =>
				idempotencyKey(asTool ? { ...request, runIndex: 0, body: JSON.stringify(body) } : request);
			return attempts ? attempts.keyOf(itemIndex, make) : make();
		},
	};
}

/**
 * A client that sends nothing more once the execution is canceled.
 *
 * @throws TopCallsError when the credential's Base URL cannot be used
 */
async function openCancelable(
	context: IExecuteFunctions,
	throttle: ThrottleSettings = {},
): Promise<TopCallsClient> {
	const client = await openClient(context, throttle);
	const signal = context.getExecutionCancelSignal?.();
	const close = () => client.settings.queue.abort(canceledError());
	signal?.addEventListener('abort', close);
	// n8n makes the attempts of “Retry On Fail” that are left even after the execution was canceled.
	if (signal?.aborted) close();
	return client;
}

/** Why a request is not sent after “Stop” was clicked. */
export function canceledError(): TopCallsError {
	return new TopCallsError('refused', 'The execution was canceled');
}

/** Rises with each round of a loop. */
export function runIndexOf(context: IExecuteFunctions): number {
	return Number(context.getWorkflowDataProxy(0).$runIndex ?? 0);
}

/** n8n shows it by a method, by the node's type, or by both. */
export function runsAsTool(context: IExecuteFunctions): boolean {
	return context.isToolExecution?.() === true || context.getNode().type.endsWith('Tool');
}
