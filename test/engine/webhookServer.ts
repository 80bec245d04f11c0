import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IWebhookResponseData } from 'n8n-workflow';

/** What n8n does with a webhook: parses its body, asks the node, starts an execution, then answers. */
export abstract class WebhookServer {
	private latest?: ServerResponse;
	private readonly server = createServer((request, response) => {
		this.handle(request, response).catch((error: Error) => {
			response.statusCode = 500;
			response.end(error.message);
		});
	});

	/** Asks the node. */
	protected abstract ask(
		request: IncomingMessage,
		response: ServerResponse,
	): Promise<IWebhookResponseData>;

	/** Starts or resumes an execution. */
	protected abstract run(
		data: NonNullable<IWebhookResponseData['workflowData']>,
	): void | Promise<void>;

	async open(): Promise<this> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
		return this;
	}

	close(): void {
		this.server.close();
		this.server.closeAllConnections();
	}

	/** @returns the status of the answer */
	async post(
		body: unknown,
		headers: Record<string, string> = {},
		query = '',
		signal?: AbortSignal,
	): Promise<number> {
		const { port } = this.server.address() as AddressInfo;
		const isRaw = typeof body === 'string' || body instanceof FormData;
		const response = await fetch(`http://127.0.0.1:${port}/${query}`, {
			method: 'POST',
			signal,
			headers: isRaw ? headers : { 'Content-Type': 'application/json', ...headers },
			body: isRaw ? body : JSON.stringify(body),
		});
		await response.text();
		return response.status;
	}

	/** Waits until the sender of the latest request has closed the connection. */
	async hungUp(): Promise<void> {
		const { latest } = this;
		if (latest && !latest.destroyed) await once(latest, 'close');
	}

	private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		this.latest = response;
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const raw = Buffer.concat(chunks);
		const type = String(request.headers['content-type'] ?? '').split(';')[0];
		const { searchParams } = new URL(String(request.url), 'http://localhost');
		Object.assign(request, {
			body: bodyOf(type ?? '', raw),
			query: Object.fromEntries(searchParams),
			...(type !== 'multipart/form-data' && { rawBody: raw }),
		});
		Object.assign(response, {
			status: (code: number) => Object.assign(response, { statusCode: code }),
			json: (value: unknown) => response.end(JSON.stringify(value)),
		});
		const result = await this.ask(request, response);
		if (result.noWebhookResponse) return;
		if (result.workflowData) await this.run(result.workflowData);
		response.end(JSON.stringify(result.webhookResponse));
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
