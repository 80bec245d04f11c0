import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	Workflow,
	type IConnections,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type IRun,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { OneCredential } from './credentials';
import { nodeTypes } from './nodeTypes';

export interface TestWorkflow {
	nodes: INode[];
	connections: IConnections;
	credential: { apiKey: string; baseUrl: string };
	executionId?: string;
	/** `manual` for a run that was started by hand in the editor; without it, a trigger started it. */
	mode?: WorkflowExecuteMode;
	/** Whether the workflow is published, as far as n8n says. */
	active?: boolean;
	staticData?: IDataObject;
	/** What n8n takes for the URL of its webhooks. */
	webhookBaseUrl?: string;
	/** Is given a way to cancel the execution, as the button in the editor does. */
	onStart?: (cancel: () => void) => void;
}

/** The result of a workflow run. */
export interface Finished {
	run: IRun;
	/** The items of an output of a node, of all rounds of a loop together. */
	itemsOf(node: string, output?: number): INodeExecutionData[];
	/** How often a node ran to its end. */
	roundsOf(node: string): number;
	error?: { message: string; description?: string | null; context?: IDataObject };
}

let executions = 0;

/** Runs a workflow on n8n's own engine, by default as a production execution. */
export async function runWorkflow(test: TestWorkflow): Promise<Finished> {
	const { workflow, additionalData } = prepare(test);
	const running = new WorkflowExecute(additionalData, test.mode ?? 'trigger').run({
		workflow,
		startNode: test.nodes[0],
	});
	test.onStart?.(() => running.cancel());
	return finished(await running);
}

/** What n8n does with a waiting execution when its time is over: the node is skipped, its input is passed on. */
export async function continueWorkflow(test: TestWorkflow, { run }: Finished): Promise<Finished> {
	const { workflow, additionalData } = prepare(test);
	const data = structuredClone(run.data);
	return finished(
		await new WorkflowExecute(additionalData, 'trigger', data).processRunExecutionData(workflow),
	);
}

/** What “Retry” in the list of executions does: a new execution from the node that failed. */
export async function retryWorkflow(test: TestWorkflow, { run }: Finished): Promise<Finished> {
	const { workflow, additionalData } = prepare(test);
	const data = structuredClone(run.data);
	const { lastNodeExecuted = '', runData } = data.resultData;
	delete data.resultData.error;
	runData[lastNodeExecuted]?.pop();
	for (const entry of data.executionData?.nodeExecutionStack ?? []) {
		entry.node = workflow.getNode(entry.node.name) ?? entry.node;
	}
	return finished(
		await new WorkflowExecute(additionalData, 'retry', data).processRunExecutionData(workflow),
	);
}

function prepare(test: TestWorkflow): {
	workflow: Workflow;
	additionalData: IWorkflowExecuteAdditionalData;
} {
	const executionId = test.executionId ?? String(++executions);
	const workflow = new Workflow({
		id: 'workflow-1',
		name: 'Test',
		nodes: test.nodes,
		connections: test.connections,
		active: test.active ?? false,
		nodeTypes,
		settings: { executionOrder: 'v1' },
		staticData: test.staticData,
	});
	const hooks = new ExecutionLifecycleHooks('trigger', executionId, {
		id: 'workflow-1',
		name: 'Test',
		active: false,
		isArchived: false,
		nodes: test.nodes,
		connections: test.connections,
		createdAt: new Date(),
		updatedAt: new Date(),
		activeVersionId: null,
	} as never);
	const { webhookBaseUrl } = test;
	const base = additionalDataFor(test.credential);
	const additionalData = {
		...base,
		...(webhookBaseUrl !== undefined && { webhookBaseUrl }),
		executionId,
		hooks,
	};
	return { workflow, additionalData };
}

function finished(run: IRun): Finished {
	const { runData, error } = run.data.resultData;
	return {
		run,
		itemsOf: (node, output = 0) =>
			(runData[node] ?? []).flatMap((task) => task.data?.main?.[output] ?? []),
		roundsOf: (node) => (runData[node] ?? []).length,
		error: error as Finished['error'],
	};
}

/** What n8n hands to every execution. */
export function additionalDataFor(
	credential: TestWorkflow['credential'],
): IWorkflowExecuteAdditionalData {
	return {
		credentialsHelper: new OneCredential(credential),
		currentNodeExecutionIndex: 0,
		variables: {},
		restApiUrl: 'http://localhost/rest',
		instanceBaseUrl: 'http://localhost/',
		webhookBaseUrl: 'http://localhost/webhook',
		webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
		formWaitingBaseUrl: 'http://localhost/form-waiting',
		logAiEvent: () => undefined,
	} as unknown as IWorkflowExecuteAdditionalData;
}
