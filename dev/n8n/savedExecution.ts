import type { ExecutionStatus, INodeExecutionData, IRunExecutionData } from 'n8n-workflow';

/** An execution as n8n has saved it. */
export interface SavedExecution {
	id: string;
	status: ExecutionStatus;
	mode: string;
	workflowId: string;
	createdAt: string;
	/** Of a queued execution `null`. */
	startedAt: string | null;
	stoppedAt: string | null;
	data: IRunExecutionData;
}

/** All items of one output of a node, over all its runs. */
export function outputOf(
	execution: SavedExecution,
	nodeName: string,
	output = 0,
): INodeExecutionData[] {
	const runs = execution.data.resultData.runData[nodeName] ?? [];
	return runs.flatMap((run) => run.data?.main?.[output] ?? []);
}

/** The error of the execution, if it failed. */
export function errorOf(execution: SavedExecution): string | undefined {
	const { error } = execution.data.resultData;
	return error && [error.message, error.description].filter(Boolean).join(' ');
}

/** Parses the format in which n8n saves executions: a list of values, in which nested strings are indexes. */
export function unflatten(text: string): unknown {
	const values = JSON.parse(text) as unknown[];
	const revived = new Map<number, unknown>();

	const valueAt = (index: number): unknown => {
		if (revived.has(index)) return revived.get(index);
		const value = values[index];
		if (typeof value !== 'object' || value === null) return value;
		const copy = (Array.isArray(value) ? [] : {}) as Record<string, unknown>;
		// Registered before its content is read, as the content may refer back to it.
		revived.set(index, copy);
		for (const [key, part] of Object.entries(value)) {
			copy[key] = typeof part === 'string' ? valueAt(Number(part)) : part;
		}
		return copy;
	};
	return valueAt(0);
}
