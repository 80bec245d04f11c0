import type { ExecutionStatus } from 'n8n-workflow';
import { setTimeout as delay } from 'node:timers/promises';
import { PROBE_MILLISECONDS } from './readiness';
import type { RestSession } from './restSession';
import { unflatten, type SavedExecution } from './savedExecution';

/** An execution without its items. */
export type ExecutionSummary = Omit<SavedExecution, 'data'>;

export const ENDED: ExecutionStatus[] = ['success', 'error', 'crashed', 'canceled'];
/** A queued execution has no start to continue a list at. */
const STARTED: ExecutionStatus[] = ['running', 'waiting', 'unknown', ...ENDED];
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
 * All executions of a workflow that have started, the latest first, once none of them is queued any more.
 *
 * n8n 2.x sorts them by their start, n8n 1.x by their ID, and workers start them in another order than they are
 * numbered. So pages continue at the start of the last execution, and should some be missing then, below its ID.
 */
export async function listExecutions(
	rest: Pick<RestSession, 'request'>,
	workflowId: string,
): Promise<ExecutionSummary[]> {
	while ((await countExecutions(rest, ['new'], workflowId)) > 0) await delay(PROBE_MILLISECONDS);
	const found = new Map<string, ExecutionSummary>();
	let total: number | undefined;
	for (const cursor of [fromStart, belowId]) {
		let last: ExecutionSummary | undefined;
		for (let isMore = true; isMore; ) {
			// Without a status n8n queries running and ended ones separately, and misses one that ends in between.
			const query = { workflowId, status: STARTED, ...(last && cursor(last)) };
			const { results, count } = await askFor(rest, query);
			for (const execution of results) found.set(execution.id, execution);
			total ??= count;
			isMore = results.length === PAGE && results.at(-1)?.id !== last?.id;
			last = results.at(-1);
		}
		if (found.size >= (total ?? 0)) break;
	}
	return [...found.values()].sort(byLatest);
}

/** As n8n 2.x sorts: an execution that was canceled in the queue stands where it was created. */
const startOf = ({ startedAt, createdAt }: ExecutionSummary) => startedAt ?? createdAt;
const byLatest = (a: ExecutionSummary, b: ExecutionSummary) =>
	startOf(b).localeCompare(startOf(a)) || Number(b.id) - Number(a.id);

const fromStart = (execution: ExecutionSummary) => ({ startedBefore: startOf(execution) });
const belowId = ({ id }: ExecutionSummary) => ({ lastId: id });

/** How many executions are in one of the given states, of all workflows or of one. */
export async function countExecutions(
	rest: Pick<RestSession, 'request'>,
	status: ExecutionStatus[],
	workflowId?: string,
): Promise<number> {
	return (await askFor(rest, { status, workflowId, limit: 1 })).count;
}

interface ExecutionsPage {
	results: ExecutionSummary[];
	count: number;
}

interface ExecutionsQuery {
	status: ExecutionStatus[];
	workflowId?: string;
	startedBefore?: string;
	lastId?: string;
	limit?: number;
}

async function askFor(
	rest: Pick<RestSession, 'request'>,
	{ lastId, limit = PAGE, ...filter }: ExecutionsQuery,
): Promise<ExecutionsPage> {
	const query = new URLSearchParams({ filter: JSON.stringify(filter), limit: String(limit) });
	if (lastId) query.set('lastId', lastId);
	return await rest.request('GET', `/executions?${query}`);
}

/**
 * n8n saves the status first and the items a moment later: until then there are none, or those of a
 * waiting execution, in which the waiting node has not finished.
 */
function hasItems({ status, data }: SavedExecution): boolean {
	const toBeDone = data?.executionData?.nodeExecutionStack.length ?? 0;
	return data?.resultData !== undefined && !(status === 'success' && toBeDone > 0);
}
