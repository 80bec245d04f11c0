import { randomUUID } from 'node:crypto';
import type { IExecuteFunctions } from 'n8n-workflow';

import { openClient } from '../api/openClient';
import type { TopCallsClient } from '../api/client';
import type { Gate, GateSettings } from '../api/gate';
import { idempotencyKey } from '../api/idempotencyKey';
import { TopCallsError } from '../api/TopCallsError';
import { ToolKeys } from './toolKeys';

/** What all items of one execution of the node share. */
export interface Run {
	context: IExecuteFunctions;
	client: TopCallsClient;
	gate: Gate;
	identity: RunIdentity;
	/** Whether an AI agent runs the node. */
	asTool: boolean;
	/** The Idempotency-Key for one action on one target. */
	keyFor(action: string, itemIndex: number, target: string, body: unknown): string;
	/** To be told when all items came to a good end. */
	succeeded(): void;
}

/** One round of the node in one execution of a workflow. */
export interface RunIdentity {
	workflowId: string;
	executionId: string;
	nodeId: string;
	/** Rises with each round of a loop. */
	runIndex: number;
}

/**
 * Opens the connection for one execution of the node.
 *
 * @param pace reads how fast requests may go out
 * @throws InputProblem for a pace that cannot be kept, TopCallsError when the credential's Base URL cannot be used
 */
export async function openRun(context: IExecuteFunctions, pace: () => GateSettings): Promise<Run> {
	const client = await openCancellable(context, pace());
	const identity = {
		workflowId: context.getWorkflow().id ?? '',
		// An MCP server runs its tools outside of any execution.
		executionId: context.getExecutionId() ?? randomUUID(),
		nodeId: context.getNode().id,
		runIndex: Number(context.getWorkflowDataProxy(0).$runIndex ?? 0),
	};
	const asTool = runsAsTool(context);
	const toolKeys = new ToolKeys(context);
	return {
		context,
		client,
		gate: client.settings.gate,
		identity,
		asTool,
		keyFor: (action, itemIndex, target, body) => {
			const request = { ...identity, action, itemIndex, target };
			return asTool
				? toolKeys.keyFor({ ...request, body: JSON.stringify(body) })
				: idempotencyKey(request);
		},
		succeeded: () => toolKeys.forget(),
	};
}

/**
 * A client that sends nothing more once the execution is cancelled.
 *
 * @throws TopCallsError when the credential's Base URL cannot be used
 */
export async function openCancellable(
	context: IExecuteFunctions,
	pace: GateSettings = {},
): Promise<TopCallsClient> {
	const client = await openClient(context, pace);
	context.getExecutionCancelSignal?.()?.addEventListener('abort', () => {
		client.settings.gate.close(cancelled());
	});
	return client;
}

export function cancelled(): TopCallsError {
	return new TopCallsError('refused', 'The execution was cancelled');
}

/** n8n tells by a method, by the node's type, or by both. */
function runsAsTool(context: IExecuteFunctions): boolean {
	return context.isToolExecution?.() === true || context.getNode().type.endsWith('Tool');
}
