type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** An answer of n8n that is not a success. */
export class RestError extends Error {
	constructor(
		readonly status: number,
		message: string,
	) {
		super(message);
	}
}

/** Requests of one logged-in user to n8n. */
export class RestSession {
	private cookie = '';

	constructor(private readonly url: string) {}

	/** Sends one request to n8n's REST API and returns the `data` of the answer. */
	async request<T>(method: Method, path: string, body?: object): Promise<T> {
		const answer = await this.json(method, `/rest${path}`, body);
		return (answer as { data: T }).data;
	}

	/** Sends one request to any path of n8n and returns the answer. */
	async json(method: Method, path: string, body?: object): Promise<unknown> {
		const response = await fetch(`${this.url}${path}`, {
			method,
			headers: {
				'Content-Type': 'application/json',
				// n8n does not answer requests that look like a bot's.
				'User-Agent': 'Mozilla/5.0 (n8n-nodes-topcalls tests)',
				Cookie: this.cookie,
			},
			body: body && JSON.stringify(body),
		});
		const text = await response.text();
		if (!response.ok) {
			throw new RestError(response.status, `${method} ${path}: ${response.status} ${text}`);
		}
		this.keepCookie(response);
		return JSON.parse(text);
	}

	private keepCookie(response: Response): void {
		const login = response.headers.getSetCookie().find((cookie) => cookie.startsWith('n8n-auth='));
		if (login) this.cookie = login.split(';', 1)[0] ?? '';
	}
}
