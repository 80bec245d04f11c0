import type { ServerResponse } from 'node:http';
import type { Answer } from './answer';

/** Sends half of an answer that promises the whole of it; then the connection is destroyed, or nothing more comes. */
export function breakOff(
	response: ServerResponse,
	{ status, headers, body }: Answer,
	how: 'cutDuring' | 'stall',
): void {
	const bytes = Buffer.from(body as string);
	response.writeHead(status, { ...headers, 'content-length': bytes.length });
	response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => {
		if (how === 'cutDuring') response.destroy();
	});
}
