import type { IncomingMessage, ServerResponse } from 'node:http';
import { WebhookContext } from 'n8n-core';
import {
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type IWebhookData,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import type { Sandbox } from '../../dev/sandbox';
import { credentialOf } from './runNode';
import { additionalDataFor, type Finished } from './runWorkflow';
import { WebhookServer } from './webhookServer';
import { workflowOfNode } from './workflowOfNode';

type Answer = (context: IWebhookFunctions) => Promise<IWebhookResponseData>;

/** The resume URL of an execution that waits in a TopCalls node, reached over HTTP. */
export class ResumeWebhook extends WebhookServer {
	/** The items with which the execution continued, one entry each time. */
	readonly resumed: IDataObject[][] = [];
	private answer: Answer = processOfN8n();
	private readonly query: string;

	constructor(
		private readonly sandbox: Sandbox,
		private readonly node: INode,
		private readonly waiting: Finished,
	) {
		super();
		const [call] = sandbox.calls();
		this.query = new URL(String(call?.request.webhook_url)).search;
	}

	/** From now on another process of n8n answers, with nothing in its memory. */
	restart(): void {
		this.answer = processOfN8n();
	}

	/** @returns the status of the answer to an event with this body */
	async deliver(body: unknown, headers: Record<string, string> = {}): Promise<number> {
		return await this.post(body, headers, this.query);
	}

	protected async ask(httpRequest: IncomingMessage, httpResponse: ServerResponse) {
		const workflow = workflowOfNode(this.node);
		const context = new WebhookContext(
			workflow,
			this.node,
			{ ...additionalDataFor(credentialOf(this.sandbox)), httpRequest, httpResponse },
			'webhook',
			{ webhookDescription: { name: 'default' } } as unknown as IWebhookData,
			[],
			structuredClone(this.waiting.run.data),
		);
		return await this.answer(context);
	}

	protected run([items = []]: INodeExecutionData[][]): void {
		this.resumed.push(items.map(({ json }) => json));
	}
}

function processOfN8n(): Answer {
	let answer: Answer | undefined;
	jest.isolateModules(() => {
		const path = '../../nodes/TopCalls/wait/resume';
		answer = jest.requireActual<{ resume: Answer }>(path).resume;
	});
	return answer as Answer;
}
