import type { IDataObject, INode } from 'n8n-workflow';
import type { Workflow } from '../../../dev/n8n';
import { itemsNodes, manualTrigger, node, makeNode, workflowOf } from '../../../dev/environment';

/** A TopCalls node that calls the person in each item and waits for the result. */
export function makeAndWait(parameters: IDataObject = {}, more: Partial<INode> = {}): INode {
	return makeNode({ operation: 'makeAndWait', ...parameters }, more);
}

/** Tells a CRM of each item that comes in, so that what a flow has really done can be counted there. */
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

/** Calls the given numbers, waits, and tells the CRM; to be started by hand. */
export function callFlow(numbers: string[], crmUrl: string, call = makeAndWait()): Workflow {
	const items = numbers.map((phone) => ({ phone }));
	return workflowOf('Call', [manualTrigger(), ...itemsNodes(items), call, crmNote(crmUrl)]);
}
