import { runWorkflow } from '../engine/runWorkflow';
import { credentialOf, startWith } from '../engine/runNode';
import { type Sandbox, startSandbox } from '../../dev/sandbox';
import type { ErrorCase, Section } from './case';
import { chain, topCallsNode } from '../../dev/environment/workflow';

/** What a user sees after one case, and what really happened. */
export interface CaseResult {
	section: Section;
	errorCase: ErrorCase;
	message?: string;
	description: string;
	/** Whether n8n refused to run the workflow, before our node could say anything. */
	refusedByN8n: boolean;
	/** What n8n saves of the execution. */
	saved: string;
	timesCalled: number;
	requests: number;
	apiKey: string;
}

const AT_ONCE = 24;
const LIFE_OF_A_CALL = 60 * 60_000;

/** Runs all cases on n8n's engine, each against a sandbox of its own, a few at once. */
export async function runCases(sections: Section[]): Promise<CaseResult[]> {
	const all = sections.flatMap((section) =>
		section.cases.map((errorCase) => ({ section, errorCase })),
	);
	const results: CaseResult[] = [];
	let next = 0;
	const work = async () => {
		const sandbox = await startSandbox({ speed: 0 });
		for (let index = next++; index < all.length; index = next++) {
			const { section, errorCase } = all[index] as (typeof all)[number];
			results[index] = await runCase(sandbox, section, errorCase);
		}
		await sandbox.stop();
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
	return results;
}

async function runCase(
	sandbox: Sandbox,
	section: Section,
	errorCase: ErrorCase,
): Promise<CaseResult> {
	sandbox.reset();
	await errorCase.before?.(sandbox);
	const before = { requests: sandbox.requests().length, calls: sandbox.calls().length };
	sandbox.configure(errorCase.settings ?? {});
	errorCase.faults?.forEach((rule) => sandbox.fault(rule));

	const credential = { ...credentialOf(sandbox), ...errorCase.credential };
	const node = topCallsNode({ ...section.node, ...errorCase.parameters });
	const callId = sandbox.calls()[0]?.id;
	const items = errorCase.items ?? [{ phone: '+14155550101', callId: callId ?? UNKNOWN_CALL }];
	const { error, run, refusedByN8n } = await runWorkflow({
		nodes: [startWith(items), node],
		connections: chain('Start', node.name),
		credential: credential as ReturnType<typeof credentialOf>,
	}).then((finished) => ({ ...finished, refusedByN8n: false }), notStarted);

	const requests = sandbox.requests().length - before.requests;
	sandbox.clearFaults();
	sandbox.advance(LIFE_OF_A_CALL);
	const placed = sandbox.calls().slice(before.calls);
	const timesCalled = placed.reduce((sum, { rings }) => sum + rings, 0);
	const told = (text: string) => withoutChance(text, sandbox, callId);
	return {
		section,
		errorCase,
		message: error && told(error.message),
		description: told((error as { description?: string })?.description ?? ''),
		refusedByN8n,
		saved: JSON.stringify(run),
		timesCalled,
		requests,
		apiKey: String(credential.apiKey),
	};
}

/** n8n itself checks required fields and does not start the node. */
const notStarted = (error: Error) => ({ error, run: {}, refusedByN8n: true });

const UNKNOWN_CALL = '564d4fd4-03bc-400a-abe0-05540fbeff88';
const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Ports and IDs differ from run to run; the page must not. */
function withoutChance(text: string, sandbox: Sandbox, callId?: string): string {
	return text
		.split(callId ?? UNKNOWN_CALL)
		.join(UNKNOWN_CALL)
		.replaceAll(UUID, UNKNOWN_CALL)
		.replaceAll(sandbox.url, 'http://localhost:7450');
}
