import type { ExecutionStatus } from 'n8n-workflow';
import { setTimeout as delay } from 'node:timers/promises';
import { PROBE_MILLISECONDS } from './readiness';
import type { RestSession } from './restSession';
import { unflatten, type SavedExecution } from './savedExecution';

/** An execution without its items. */
export type ExecutionSummary = Omit<SavedExecution, 'data'>;

export const ENDED: ExecutionStatus[] = ['success', 'error', 'crashed', 'canceled'];
const STATUSES: ExecutionStatus[] = ['new', 'running', 'waiting', 'unknown', ...ENDED];
/** n8n's limit of executions per answer. */
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
 * @throws Error when it has ended in another state
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

/**
 * All executions of a workflow, the latest first, once none of them is queued any more.
 *
 * n8n sorts them by their start, but its cursor is an ID. Workers start them in another order, so a page
 * can repeat or omit some. So the next page here is what started no later than the last one on this page.
 */
export async function listExecutions(
	rest: Pick<RestSession, 'request'>,
	workflowId: string,
): Promise<ExecutionSummary[]> {
	// A queued execution has not started: only the first page would contain it.
	while ((await countExecutions(rest, ['new'], workflowId)) > 0) await delay(PROBE_MILLISECONDS);
	const found = new Map<string, ExecutionSummary>();
	for (let startedBefore: string | undefined; ; ) {
		// Without a status n8n queries running and ended ones separately, and misses one that ends in between.
		const filter = { workflowId, status: STATUSES, startedBefore };
		const { results } = await askFor(rest, filter, PAGE);
		const before = found.size;
		for (const execution of results) found.set(execution.id, execution);
		if (results.length < PAGE) return [...found.values()];
		if (found.size === before) throw new Error(`More than ${PAGE} began at ${startedBefore}`);
		startedBefore = results.at(-1)?.startedAt;
	}
}

/** How many executions are in one of the given states, of all workflows or of one. */
export async function countExecutions(
	rest: Pick<RestSession, 'request'>,
	status: ExecutionStatus[],
	workflowId?: string,
): Promise<number> {
	return (await askFor(rest, { status, workflowId }, 1)).count;
}

interface ExecutionsPage {
	results: ExecutionSummary[];
	count: number;
}

async function askFor(
	rest: Pick<RestSession, 'request'>,
	filter: { status: ExecutionStatus[]; workflowId?: string; startedBefore?: string },
	limit: number,
): Promise<ExecutionsPage> {
	const encoded = encodeURIComponent(JSON.stringify(filter));
	return await rest.request('GET', `/executions?filter=${encoded}&limit=${limit}`);
}

/**
 * n8n saves the status first and the items a moment later: until then there are none, or those of a
 * waiting execution, in which the waiting node has not finished.
 */
function hasItems({ status, data }: SavedExecution): boolean {
	const toBeDone = data?.executionData?.nodeExecutionStack.length ?? 0;
	return data?.resultData !== undefined && !(status === 'success' && toBeDone > 0);
}
