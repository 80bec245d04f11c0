import http from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { ExecuteContext } from 'n8n-core';

import type { TopCallsClient } from '../../nodes/shared/client/client';
import { clientWith, type CredentialContext } from '../../nodes/shared/client/openClient';
import { DEFAULT_RETRY, type RetryPolicy } from '../../nodes/shared/client/retry';
import { additionalDataFor } from './runWorkflow';
import { topCallsNode } from '../../dev/environment/workflow';
import { workflowOfNode } from './workflowOfNode';

export const API_KEY = 'tc_live_sandbox';

/** For tests of what a single answer means: few attempts, and no long waits. */
const IMPATIENT: RetryPolicy = {
	...DEFAULT_RETRY,
	maxFailures: 2,
	maxElapsedMs: 2_000,
	responseTimeoutMs: 1_000,
};

interface Chosen {
	cancel?: AbortSignal;
	apiKey?: string;
}

/** n8n's own context of a node that runs. */
export function realContext(
	baseUrl: string,
	{ cancel, apiKey = API_KEY }: Chosen = {},
): ExecuteContext {
	const self = topCallsNode({});
	const workflow = workflowOfNode(self);
	return new ExecuteContext(
		workflow,
		self,
		additionalDataFor({ apiKey, baseUrl }),
		'trigger',
		{ resultData: { runData: {} } } as never,
		0,
		[],
		{ main: [[]] },
		{ node: self, data: { main: [[]] }, source: null },
		[],
		cancel,
	);
}

/** A client of the API on n8n's own request helpers. */
export function realClient(baseUrl: string, chosen: Chosen = {}): TopCallsClient {
	const credential = { apiKey: chosen.apiKey ?? API_KEY, baseUrl };
	const context = realContext(baseUrl, chosen) as unknown as CredentialContext;
	return clientWith(credential, context, {}, IMPATIENT);
}

/** A server for answers that the sandbox does not give. */
export interface OddServer {
	url: string;
	/** The requests: method, path and body. */
	requests: Array<{
		method: string;
		url: string;
		body: string;
		key?: string;
		authorization?: string;
	}>;
	stop(): Promise<void>;
}

/**
 * @param reply writes the answer, if necessary to the raw socket
 * @param tls   key and certificate, for https
 */
export async function oddServer(
	reply: (response: http.ServerResponse, socket: Socket, count: number) => void,
	tls?: { key: string; cert: string },
): Promise<OddServer> {
	const requests: OddServer['requests'] = [];
	const handle: http.RequestListener = (request, response) => {
		let body = '';
		request.on('data', (chunk: Buffer) => (body += chunk.toString()));
		request.on('end', () => {
			const { method = '', url = '', headers } = request;
			const { authorization, 'idempotency-key': key } = headers;
			requests.push({ method, url, body, key: key as string | undefined, authorization });
			reply(response, request.socket, requests.length);
		});
	};
	const server = tls ? https.createServer(tls, handle) : http.createServer(handle);
	server.on('tlsClientError', () => undefined);
	const sockets = new Set<Socket>();
	server.on('connection', (socket: Socket) => sockets.add(socket));
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const { port } = server.address() as AddressInfo;
	return {
		url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
		requests,
		async stop() {
			// Also connections that no longer use HTTP.
			for (const socket of sockets) socket.destroy();
			await new Promise((stopped) => server.close(stopped));
		},
	};
}
