import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebhookContext } from 'n8n-core';
import {
	Workflow,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INodeParameters,
	type IWebhookData,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { TopCallsTrigger } from '../../nodes/TopCallsTrigger/TopCallsTrigger.node';
import { OneCredential } from './credentials';
import { nodeTypes } from './nodeTypes';
import { triggerNode } from '../../dev/environment/workflow';

/** A TopCalls Trigger of a published workflow, reached over HTTP. */
export class TriggerWebhook {
	/** The items of the workflow, one entry for each execution that was started. */
	readonly started: IDataObject[] = [];
	readonly staticData: IDataObject = {};
	readonly warnings: string[] = [];
	/** n8n's own URL. */
	readonly webhookUrl =
		'https://n8n.example.com/webhook/f2c1b6f0-0000-4000-8000-000000000001/webhook';
	readonly credentials: OneCredential;
	private readonly server = createServer(
		(request, response) => void this.handle(request, response),
	);

	constructor(
		credential: ICredentialDataDecryptedObject,
		public parameters: INodeParameters = {},
		public workflowId = `workflow-${Math.random()}`,
	) {
		this.credentials = new OneCredential(credential);
	}

	async open(): Promise<this> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
		return this;
	}

	close(): void {
		this.server.close();
		this.server.closeAllConnections();
	}

	/** @returns the status of the answer */
	async post(body: unknown, headers: Record<string, string> = {}, query = ''): Promise<number> {
		const { port } = this.server.address() as AddressInfo;
		const isRaw = typeof body === 'string' || body instanceof FormData;
		const response = await fetch(`http://127.0.0.1:${port}/${query}`, {
			method: 'POST',
			headers: isRaw ? headers : { 'Content-Type': 'application/json', ...headers },
			body: isRaw ? body : JSON.stringify(body),
		});
		await response.text();
		return response.status;
	}

	/** What n8n does with a webhook: parses its body, asks the node, starts an execution, then answers. */
	private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const raw = Buffer.concat(chunks);
		const type = String(request.headers['content-type'] ?? '').split(';')[0];
		const body = bodyOf(type ?? '', raw);
		const { searchParams } = new URL(String(request.url), 'http://localhost');
		const query = Object.fromEntries(searchParams);
		Object.assign(request, {
			body,
			query,
			...(type !== 'multipart/form-data' && { rawBody: raw }),
		});
		Object.assign(response, {
			status: (code: number) => Object.assign(response, { statusCode: code }),
			json: (value: unknown) => response.end(JSON.stringify(value)),
		});
		const context = this.context(request, response);
		const result = await new TopCallsTrigger().webhook.call(context);
		if (result.noWebhookResponse) return;
		for (const { json } of result.workflowData?.[0] ?? []) this.started.push(json);
		response.end(JSON.stringify(result.webhookResponse));
	}

	private context(httpRequest: IncomingMessage, httpResponse: ServerResponse): WebhookContext {
		const trigger = triggerNode(this.parameters, {
			webhookId: 'f2c1b6f0-0000-4000-8000-000000000001',
		});
		const workflow = new Workflow({
			id: this.workflowId,
			nodes: [trigger],
			connections: {},
			active: true,
			nodeTypes,
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

/** Parsed like in n8n. */
function bodyOf(type: string, raw: Buffer): unknown {
	if (type === 'application/json') return JSON.parse(raw.toString());
	if (type === 'text/plain') return raw.toString();
	if (type === 'application/x-www-form-urlencoded')
		return Object.fromEntries(new URLSearchParams(raw.toString()));
	return {};
}
