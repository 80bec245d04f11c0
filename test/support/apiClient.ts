import { TASK } from '../../dev/environment/workflow';
import type { Sandbox } from '../../dev/sandbox';

/** A reply, read to its end. */
export interface Reply {
	status: number;
	headers: Headers;
	text: string;
	/** The parsed JSON of the reply. */
	json<Body = Record<string, unknown>>(): Body;
}

/** A minimal TopCalls client, so that tests see what the server does. */
export class Client {
	constructor(private readonly sandbox: Sandbox) {}

	async get(path: string, headers: Record<string, string> = {}): Promise<Reply> {
		return await this.send('GET', path, undefined, headers);
	}

	async post(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
		return await this.send('POST', path, body, headers);
	}

	async patch(path: string, body: unknown): Promise<Reply> {
		return await this.send('PATCH', path, body, {});
	}

	async delete(path: string): Promise<Reply> {
		return await this.send('DELETE', path, undefined, {});
	}

	/** Places a call; `more` is merged into its body. */
	async call(number: string, more: object = {}, key?: string): Promise<Reply> {
		const headers: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key };
		return await this.post('/v1/calls', { phone_number: number, task: TASK, ...more }, headers);
	}

	/** Places a call and gives its id. */
	async callId(number: string, more: object = {}): Promise<string> {
		return (await this.call(number, more)).json<{ call_id: string }>().call_id;
	}

	private async send(
		method: string,
		path: string,
		body: unknown,
		headers: Record<string, string>,
	): Promise<Reply> {
		const url = path.startsWith('http') ? path : this.sandbox.url + path;
		const response = await fetch(url, {
			method,
			headers: {
				authorization: `Bearer ${this.sandbox.apiKey}`,
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
				...headers,
			},
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		const text = await response.text();
		const json = <Body>() => JSON.parse(text) as Body;
		return { status: response.status, headers: response.headers, text, json };
	}
}
