import { Workflow, type IDataObject, type INode } from 'n8n-workflow';

import { nodeTypes } from './nodeTypes';

interface WorkflowSettings {
	id?: string;
	active?: boolean;
	staticData?: IDataObject;
}

/** The workflow of n8n's engine with this one node; without settings, not published. */
export function workflowOfNode(
	node: INode,
	{ id = 'workflow-1', active = false, staticData }: WorkflowSettings = {},
): Workflow {
	return new Workflow({ id, nodes: [node], connections: {}, active, nodeTypes, staticData });
}
