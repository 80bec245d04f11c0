import {
	NodeConnectionTypes,
	NodeHelpers,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type INodeTypes,
	type IVersionedNodeType,
} from 'n8n-workflow';

import { TopCalls } from '../../nodes/TopCalls/TopCalls.node';
import { TopCallsTrigger } from '../../nodes/TopCallsTrigger/TopCallsTrigger.node';
import { TopCallsPollingTrigger } from '../../nodes/TopCallsPollingTrigger/TopCallsPollingTrigger.node';

const PLAIN = {
	version: 1,
	group: [],
	description: '',
	inputs: [NodeConnectionTypes.Main],
	outputs: [NodeConnectionTypes.Main],
} as unknown as INodeTypeDescription;

/** Starts a workflow with the items of the test. */
class Start implements INodeType {
	description = {
		...PLAIN,
		displayName: 'Start',
		name: 'start',
		defaults: { name: 'Start' },
		inputs: [],
		properties: [{ displayName: 'Items', name: 'items', type: 'json', default: '[]' }],
	} as INodeTypeDescription;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = JSON.parse(this.getNodeParameter('items', 0) as string) as object[];
		return [items.map((json, item) => ({ json: { ...json }, pairedItem: { item } }))];
	}
}

/** Sends its items through a loop, one batch per round, like Loop Over Items. */
class Batches implements INodeType {
	description = {
		...PLAIN,
		displayName: 'Batches',
		name: 'batches',
		defaults: { name: 'Batches' },
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		properties: [{ displayName: 'Size', name: 'size', type: 'number', default: 1 }],
	} as INodeTypeDescription;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const state = this.getContext('node') as { left?: INodeExecutionData[] };
		state.left ??= [...this.getInputData()];
		const size = this.getNodeParameter('size', 0) as number;
		const batch = state.left.splice(0, size);
		return batch.length > 0 ? [batch, []] : [[], this.getInputData()];
	}
}

/** Passes its items on, so that a test can see what arrived on a branch. */
class Branch implements INodeType {
	description = {
		...PLAIN,
		displayName: 'Branch',
		name: 'branch',
		defaults: { name: 'Branch' },
		properties: [],
	} as INodeTypeDescription;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [this.getInputData()];
	}
}

/** Passes on what left by the output Later, as if the time had come. */
class Due implements INodeType {
	description = {
		...PLAIN,
		displayName: 'Due',
		name: 'due',
		defaults: { name: 'Due' },
		properties: [],
	} as INodeTypeDescription;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const past = new Date(0).toISOString();
		return [this.getInputData().map(({ json }) => ({ json: { ...json, call_after: past } }))];
	}
}

const types: Record<string, () => INodeType> = {
	'test.start': () => new Start(),
	'test.batches': () => new Batches(),
	'test.branch': () => new Branch(),
	'test.due': () => new Due(),
	'n8n-nodes-topcalls.topCalls': () => new TopCalls(),
	'n8n-nodes-topcalls.topCallsTrigger': () => new TopCallsTrigger(),
	'n8n-nodes-topcalls.topCallsPollingTrigger': () => new TopCallsPollingTrigger(),
	// The variant of a node that n8n connects to an AI agent.
	'n8n-nodes-topcalls.topCallsTool': () => new TopCalls(),
};

/** The nodes of test workflows: ours, and the few that move items. */
export const nodeTypes: INodeTypes = {
	getByName: (name): INodeType | IVersionedNodeType => make(name),
	getByNameAndVersion: (name) => NodeHelpers.getVersionedNodeType(make(name)),
	getKnownTypes: () => ({}),
};

function make(name: string): INodeType {
	const maker = types[name];
	if (!maker) throw new Error(`There is no node type ${name}`);
	return maker();
}
