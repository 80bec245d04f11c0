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

/** The description of a node with one input and one output, and with no fields unless `more` has them. */
function described(
	displayName: string,
	more: Partial<INodeTypeDescription> = {},
): INodeTypeDescription {
	return {
		version: 1,
		group: [],
		description: '',
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		displayName,
		name: displayName.toLowerCase(),
		defaults: { name: displayName },
		properties: [],
		...more,
	};
}

/** Starts a workflow with the items of the test. */
class Start implements INodeType {
	description = described('Start', {
		inputs: [],
		properties: [{ displayName: 'Items', name: 'items', type: 'json', default: '[]' }],
	});

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = JSON.parse(this.getNodeParameter('items', 0) as string) as object[];
		return [items.map((json, item) => ({ json: { ...json }, pairedItem: { item } }))];
	}
}

/** Sends its items through a loop, one batch per round, like Loop Over Items. */
class Batches implements INodeType {
	description = described('Batches', {
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		properties: [{ displayName: 'Size', name: 'size', type: 'number', default: 1 }],
	});

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
	description = described('Branch');

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [this.getInputData()];
	}
}

/** Passes on what left by the output Later, as if the time had come. */
class Due implements INodeType {
	description = described('Due');

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
