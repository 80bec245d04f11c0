import type { ExecutionStatus } from 'n8n-workflow';
import { setTimeout as delay } from 'node:timers/promises';
import { PROBE_MILLISECONDS } from './readiness';
import type { RestSession } from './restSession';
import { unflatten, type SavedExecution } from './savedExecution';

/** An execution without its items. */
export type ExecutionSummary = Omit<SavedExecution, 'data'>;

export const ENDED: ExecutionStatus[] = ['success', 'error', 'crashed', 'canceled'];
const STATUSES: ExecutionStatus[] = ['new', 'running', 'waiting', 'unknown', ...ENDED];
/** Executions in one answer, as n8n limits it. */
const PAGE = 100;

/** One execution with the items of all its nodes. */
export async function readExecution(rest: RestSession, id: string): Promise<SavedExecution> {
	const path = `/executions/${id}`;
	const saved = await rest.request<ExecutionSummary & { data: string }>('GET', path);
	return { ...saved, data: unflatten(saved.data) as SavedExecution['data'] };
}

/**
 * Waits until an execution is in one of the given states.
 *
 * @throws Error when it has ended in another one
 */
export async function untilExecution(
	rest: RestSession,
	id: string,
	statuses: ExecutionStatus[],
): Promise<SavedExecution> {
	for (;;) {
		const execution = await readExecution(rest, id);
		const isWanted = statuses.includes(execution.status);
		if (isWanted && hasItems(execution)) return execution;
		if (ENDED.includes(execution.status) && !isWanted) {
			throw new Error(`Execution ${id} ended as ${execution.status}`);
		}
		await delay(PROBE_MILLISECONDS);
	}
}

/** All executions of a workflow, newest first. */
export async function listExecutions(
	rest: RestSession,
	workflowId: string,
): Promise<ExecutionSummary[]> {
	// Without a status n8n asks for running and for ended ones apart, and misses one that ends in between.
	const filter = encodeURIComponent(JSON.stringify({ workflowId, status: STATUSES }));
	const all: ExecutionSummary[] = [];
	for (let next = ''; ; ) {
		const path = `/executions?filter=${filter}&limit=${PAGE}${next}`;
		const { results, nextCursor } = await rest.request<ExecutionsPage>('GET', path);
		all.push(...results);
		if (results.length < PAGE) return all;
		// Before 2.41 n8n knows no cursors.
		next = nextCursor ? `&cursor=${nextCursor}` : `&firstId=0&lastId=${all.at(-1)?.id}`;
	}
}

interface ExecutionsPage {
	results: ExecutionSummary[];
	nextCursor?: string | null;
}

/**
 * n8n writes the status first and the items a moment later: until then there are none, or those of a
 * wait, in which the waiting node is still to be done.
 */
function hasItems({ status, data }: SavedExecution): boolean {
	const toBeDone = data?.executionData?.nodeExecutionStack.length ?? 0;
	return data?.resultData !== undefined && !(status === 'success' && toBeDone > 0);
}
