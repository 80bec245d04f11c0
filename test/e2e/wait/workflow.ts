import type { IDataObject, INode } from 'n8n-workflow';
import type { Workflow } from '../../../dev/n8n';
import { itemsNodes, manualTrigger, node, makeNode, workflowOf } from '../../../dev/environment';

/** A TopCalls node that calls the person in each item and waits for the result. */
export function makeAndWait(parameters: IDataObject = {}, more: Partial<INode> = {}): INode {
	return makeNode({ operation: 'makeAndWait', ...parameters }, more);
}

/** Posts each item to a CRM, so that a test can count there what the workflow really did. */
export function crmNote(url: string, name = 'CRM'): INode {
	const jsonBody =
		'={{ JSON.stringify({ execution: $execution.id, phone: $json.phone_number, outcome: $json.outcome }) }}';
	return node(
		name,
		'n8n-nodes-base.httpRequest',
		{ method: 'POST', url, sendBody: true, specifyBody: 'json', jsonBody, options: {} },
		{ typeVersion: 4.2 },
	);
}

/** Calls the given numbers, waits, and posts the results to the CRM; started by hand. */
export function callWorkflow(numbers: string[], crmUrl: string, call = makeAndWait()): Workflow {
	const items = numbers.map((phone) => ({ phone }));
	return workflowOf('Call', [manualTrigger(), ...itemsNodes(items), call, crmNote(crmUrl)]);
}
