import http from 'node:http';
import https from 'node:https';

/** How a try to deliver ended: the status answered, or why there is none. */
export type TryResult = number | 'timeout' | 'no connection';

/** Idle connections close before a receiver would close them under a webhook just sent. */
const IDLE_MS = 2_000;

/** Sends webhooks over kept connections. */
export class Post {
	private readonly plain = new http.Agent({ keepAlive: true, maxSockets: 64, timeout: IDLE_MS });
	private readonly secure = new https.Agent({ keepAlive: true, maxSockets: 64, timeout: IDLE_MS });

	/** Posts a JSON body once; never rejects. */
	async send(
		url: string,
		body: string,
		headers: Record<string, string>,
		timeoutMs: number,
	): Promise<TryResult> {
		return await new Promise((resolve) => {
			const isSecure = url.startsWith('https:');
			const request = (isSecure ? https : http).request(url, {
				method: 'POST',
				agent: isSecure ? this.secure : this.plain,
				headers: {
					'content-type': 'application/json',
					'content-length': Buffer.byteLength(body),
					'user-agent': 'TopCalls-Webhooks/sandbox',
					...headers,
				},
			});
			let timer: NodeJS.Timeout | undefined;
			// The receiver's time starts when a connection is there for it, not while it waits for one.
			request.on('socket', () => {
				timer = setTimeout(() => {
					resolve('timeout');
					request.destroy();
				}, timeoutMs);
			});
			request.on('response', (response) => {
				response.resume();
				response.on('close', () => {
					clearTimeout(timer);
					resolve(response.complete ? response.statusCode! : 'no connection');
				});
			});
			request.on('error', () => {
				clearTimeout(timer);
				resolve('no connection');
			});
			request.end(body);
		});
	}

	/** Closes all connections; what is in flight ends as `no connection`. */
	close(): void {
		this.plain.destroy();
		this.secure.destroy();
	}
}
