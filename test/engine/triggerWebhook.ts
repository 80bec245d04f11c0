import type { IncomingMessage, ServerResponse } from 'node:http';
import { WebhookContext } from 'n8n-core';
import {
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INodeExecutionData,
	type INodeParameters,
	type IWebhookData,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { TopCallsTrigger } from '../../nodes/TopCallsTrigger/TopCallsTrigger.node';
import { OneCredential } from './credentials';
import { WebhookServer } from './webhookServer';
import { triggerNode } from '../../dev/environment/workflow';
import { workflowOfNode } from './workflowOfNode';

/** A TopCalls Trigger of a published workflow, reached over HTTP. */
export class TriggerWebhook extends WebhookServer {
	/** The items of the workflow, one entry for each execution that was started. */
	readonly started: IDataObject[] = [];
	readonly staticData: IDataObject = {};
	readonly warnings: string[] = [];
	/** n8n's own URL. */
	readonly webhookUrl =
		'https://n8n.example.com/webhook/f2c1b6f0-0000-4000-8000-000000000001/webhook';
	readonly credentials: OneCredential;
	private type = new TopCallsTrigger();

	constructor(
		credential: ICredentialDataDecryptedObject,
		public parameters: INodeParameters = {},
		public workflowId = `workflow-${Math.random()}`,
	) {
		super();
		this.credentials = new OneCredential(credential);
	}

	/** From now on another process of n8n answers, with nothing in its memory. */
	restart(): void {
		jest.isolateModules(() => {
			const path = '../../nodes/TopCallsTrigger/TopCallsTrigger.node';
			const module = jest.requireActual<{ TopCallsTrigger: typeof TopCallsTrigger }>(path);
			this.type = new module.TopCallsTrigger();
		});
	}

	protected async ask(request: IncomingMessage, response: ServerResponse) {
		return await this.type.webhook.call(this.context(request, response));
	}

	/** Called when n8n is about to start an execution; if it rejects, n8n cannot. */
	beforeStart: () => Promise<void> = async () => {};

	protected async run([items = []]: INodeExecutionData[][]): Promise<void> {
		await this.beforeStart();
		for (const { json } of items) this.started.push(json);
	}

	private context(httpRequest: IncomingMessage, httpResponse: ServerResponse): WebhookContext {
		const trigger = triggerNode(this.parameters, {
			webhookId: 'f2c1b6f0-0000-4000-8000-000000000001',
		});
		const workflow = workflowOfNode(trigger, {
			id: this.workflowId,
			active: true,
			staticData: this.staticData,
		});
		const additionalData = {
			credentialsHelper: this.credentials,
			webhookBaseUrl: 'https://n8n.example.com/webhook',
			httpRequest,
			httpResponse,
		} as unknown as IWorkflowExecuteAdditionalData;
		const webhook = { webhookDescription: { name: 'default' } } as unknown as IWebhookData;
		const context = new WebhookContext(
			workflow,
			trigger,
			additionalData,
			'webhook',
			webhook,
			[],
			null,
		);
		const warn = (text: string) => this.warnings.push(text);
		return Object.defineProperty(context, 'logger', { value: { warn } });
	}
}
