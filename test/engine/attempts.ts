import { ExecuteContext } from 'n8n-core';
import {
	createRunExecutionData,
	type IDataObject,
	type INode,
	type INodeExecutionData,
} from 'n8n-workflow';

import type { Sandbox } from '../../dev/sandbox';
import { TopCalls } from '../../nodes/TopCalls/TopCalls.node';
import { additionalDataFor } from './runWorkflow';
import { credentialOf } from './runNode';
import { workflowOfNode } from './workflowOfNode';

/** What the user learns about a person: called, perhaps called, not called, or to be called later. */
export type Booked = 'done' | 'unknown' | 'notDone' | 'later';

/** What an attempt says. */
export interface Said {
	/** Of each item. */
	booked: Booked[];
	/** The words about each item. */
	words: string[];
	/** The node failed, so that n8n may run it again. */
	hasFailed: boolean;
	/** The items that leave by Later. */
	later: IDataObject[];
}

interface Choice {
	/** Another one for each use of the button Retry, the same under Retry On Fail. */
	executionId?: string;
	/** In place of that of the sandbox. */
	credential?: { apiKey: string; baseUrl: string };
	/** The round of a loop. */
	runIndex?: number;
}

/** Several attempts of n8n to run one node in one execution; between them, the world and the node may change. */
export class Attempts {
	private readonly saved = createRunExecutionData({});

	constructor(private readonly sandbox: Sandbox) {}

	/** One attempt. */
	async run(node: INode, items: IDataObject[], choice: Choice = {}): Promise<Said> {
		const { executionId = 'first', runIndex = 0 } = choice;
		const credential = choice.credential ?? credentialOf(this.sandbox);
		const input = items.map((json) => ({ json }));
		const workflow = workflowOfNode(node);
		const data = { main: [input] };
		const context = new ExecuteContext(
			workflow,
			node,
			{ ...additionalDataFor(credential), executionId },
			'trigger',
			this.saved,
			runIndex,
			input,
			data,
			{ data, node, source: null },
			[],
		);
		return await new TopCalls().execute
			.call(context)
			.then((outputs) => ofOutputs(outputs as INodeExecutionData[][], items.length))
			.catch((error: NodeError) => ofError(error, items.length));
	}
}

interface NodeError extends Error {
	description?: string | null;
	context?: { itemIndex?: number; data?: ErrorData };
}

interface ErrorData {
	done: Array<{ item: number }>;
	unknown: Array<{ item: number }>;
	not_done: number[];
}

function ofOutputs([done = [], later = []]: INodeExecutionData[][], count: number): Said {
	const all = [...done, ...later];
	const of = (item: number) =>
		all.find(({ pairedItem }) => (pairedItem as { item: number }).item === item)?.json ?? {};
	const jsons = Array.from({ length: count }, (_, item) => of(item));
	return {
		booked: jsons.map(bookedAs),
		words: jsons.map((json) => JSON.stringify(json)),
		hasFailed: jsons.some(({ error }) => error !== undefined),
		later: later.map(({ json }) => json),
	};
}

function bookedAs(json: IDataObject): Booked {
	if (json.last_call !== undefined) return 'later';
	if (json.call_id) return 'done';
	const isUnknown = String(json.message).includes('may still have processed this request');
	return isUnknown ? 'unknown' : 'notDone';
}

function ofError({ message, description, context }: NodeError, count: number): Said {
	const { done = [], unknown = [] } = context?.data ?? {};
	const text = `${message} ${description ?? ''}`;
	const [, ...noted] = /not called: items? ([\d–, ]+)/.exec(text) ?? [];
	return {
		booked: Array.from({ length: count }, (_, item) => {
			if (done.some((one) => one.item === item)) return 'done';
			return unknown.some((one) => one.item === item) ? 'unknown' : 'notDone';
		}),
		words: Array.from({ length: count }, (_, item) => wordsAbout(item, text, context, noted[0])),
		hasFailed: true,
		later: [],
	};
}

/** Those of the error that are about an item: the list of items not called, and the rest if it names the item. */
function wordsAbout(
	item: number,
	text: string,
	context: NodeError['context'],
	notCalled = '',
): string {
	const isListed = notCalled.match(/\d+(–\d+)?/g)?.some((range) => {
		const [from = NaN, to = from] = range.split('–').map(Number);
		return from <= item && item <= to;
	});
	const said = text.replace(/not called: items?[^.;]*/, '');
	const isAbout = context?.itemIndex === item || said.includes('Nothing was sent');
	return `${isListed ? 'not called' : ''} ${isAbout ? said : ''}`;
}
