import type { IExecuteFunctions, WorkflowExecuteMode } from 'n8n-workflow';

/**
 * What starts an execution in production. `internal` is none of them: n8n runs a tool of its agents so, be it in the
 * preview of the agent or not.
 */
const IN_PRODUCTION = new Set<WorkflowExecuteMode | undefined>([
	'chat',
	'cli',
	'error',
	'integrated',
	'trigger',
	'webhook',
]);

/**
 * What started an execution. Retry in the list of executions has a mode of its own for every execution, so of a retry it
 * is what started the first execution.
 *
 * @returns undefined where n8n does not say, as for the retry of an execution that an older n8n saved
 */
export function startedBy(context: IExecuteFunctions): WorkflowExecuteMode | undefined {
	const mode = context.getMode();
	if (mode !== 'retry') return mode;
	const source = context.getExecutionContext?.()?.source;
	return source === 'retry' ? undefined : source;
}

/** Whether somebody started the execution by hand in the editor, or may have. */
export function isManualRun(context: IExecuteFunctions): boolean {
	return !IN_PRODUCTION.has(startedBy(context));
}
