import type { IExecuteFunctions } from 'n8n-workflow';

import { openClient } from '../api/openClient';
import type { TopCallsClient } from '../api/client';
import type { Gate, GateSettings } from '../api/gate';
import { idempotencyKey } from '../api/idempotencyKey';
import { TopCallsError } from '../api/TopCallsError';

/** What all items of one execution of the node share. */
export interface Run {
	context: IExecuteFunctions;
	client: TopCallsClient;
	gate: Gate;
	/** The Idempotency-Key for one action on one target. */
	keyFor(action: string, itemIndex: number, target: string, body: unknown): string;
}

/**
 * Opens the connection for one execution of the node.
 *
 * @throws TopCallsError when the credential's Base URL cannot be used
 */
export async function openRun(context: IExecuteFunctions, pace: GateSettings): Promise<Run> {
	const client = await openClient(context, pace);
	const { gate } = client.settings;
	context.getExecutionCancelSignal?.()?.addEventListener('abort', () => {
		gate.close(new TopCallsError('refused', 'The execution was cancelled'));
	});

	const identity = {
		workflowId: context.getWorkflow().id ?? '',
		executionId: context.getExecutionId(),
		nodeId: context.getNode().id,
		runIndex: Number(context.getWorkflowDataProxy(0).$runIndex ?? 0),
	};
	const tool = runsAsTool(context);
	return {
		context,
		client,
		gate,
		keyFor: (action, itemIndex, target, body) =>
			idempotencyKey({
				...identity,
				action,
				itemIndex,
				target,
				body: tool ? JSON.stringify(body) : undefined,
			}),
	};
}

/** Whether an AI agent runs the node: n8n tells by a method, by the node's type, or by both. */
function runsAsTool(context: IExecuteFunctions): boolean {
	return context.isToolExecution?.() === true || context.getNode().type.endsWith('Tool');
}
