import { setTimeout as delay } from 'node:timers/promises';
import type { IDataObject, INode } from 'n8n-workflow';
import { outputOf, type SavedWorkflow, type Workflow } from '../../dev/n8n';
import {
	chain,
	itemsNodes,
	manualTrigger,
	node,
	makeNode,
	workflowOf,
} from '../../dev/environment';
import type { Environment } from '../../dev/environment';

const LOOK_MS = 100;

/** The path of the trigger's URL below /webhook/ or /webhook-test/. */
export function pathOf(workflow: Workflow): string {
	return `${workflow.nodes.find(({ name }) => name === 'Trigger')?.webhookId}/webhook`;
}

/** A workflow that calls numbers, with a trigger that receives the events of these calls. */
export function callAndHear(numbers: string[], trigger: INode, make: IDataObject = {}): Workflow {
	const calling = [
		manualTrigger(),
		...itemsNodes(numbers.map((phone) => ({ phone }))),
		makeNode(make),
	];
	const heard = node('Heard', 'n8n-nodes-base.noOp');
	return workflowOf('Call and hear', [...calling, trigger, heard], {
		...chain(...calling.map(({ name }) => name)),
		...chain('Trigger', 'Heard'),
	});
}

/**
 * The items that the trigger output, one for each execution it started, oldest first.
 *
 * @param count how many executions to wait for: n8n 1.x answers an event before its execution exists
 */
export async function heardIn(
	environment: Environment,
	workflow: SavedWorkflow,
	count: number,
): Promise<IDataObject[]> {
	let executions = await executionsByTrigger(environment, workflow);
	while (executions.length < count) {
		await delay(LOOK_MS);
		executions = await executionsByTrigger(environment, workflow);
	}
	const heard: IDataObject[] = [];
	for (const { id } of executions) {
		const items = outputOf(await environment.client.executionIn(id, ['success']), 'Heard');
		heard.push(...items.map(({ json }) => json));
	}
	return heard;
}

/** The executions that the trigger started in production, oldest first. */
export async function executionsByTrigger(environment: Environment, { id }: SavedWorkflow) {
	const executions = await environment.client.executions(id);
	return executions.filter(({ mode }) => mode === 'webhook').reverse();
}
