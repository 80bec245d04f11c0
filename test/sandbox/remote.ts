import type {
	Condition,
	Counts,
	FaultRule,
	Inspection,
	PlacedCall,
	SandboxSettings,
} from './index';

/** The same inspection as on the sandbox itself, each method over HTTP. */
type Remote<Local> = {
	[Method in keyof Local]: Local[Method] extends (...given: infer Given) => infer Result
		? (...given: Given) => Promise<Result>
		: never;
};

/** A sandbox in another process. */
export interface RemoteSandbox extends Remote<Inspection> {
	readonly url: string;
	readonly apiKey: string;
	waitFor(condition: Condition, timeoutMs?: number): Promise<void>;
}

/** Connects to the inspection of a sandbox that runs at `url`. */
export async function connectToSandbox(url: string): Promise<RemoteSandbox> {
	const ask = async <Reply>(method: string, path: string, body?: unknown): Promise<Reply> => {
		const response = await fetch(`${url}/_sandbox/${path}`, {
			method,
			...(body === undefined
				? {}
				: { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`${method} /_sandbox/${path}: ${response.status} ${text}`);
		return JSON.parse(text) as Reply;
	};
	const tell = async (method: string, path: string, body?: unknown): Promise<void> => {
		await ask(method, path, body);
	};
	type State = { apiKey: string; now: string; counts: Counts };
	type Requests = {
		requests: ReturnType<Inspection['requests']>;
		counts: Record<string, number>;
	};
	const state = async () => await ask<State>('GET', 'state');

	return {
		url,
		apiKey: (await state()).apiKey,
		reset: async () => await tell('POST', 'reset'),
		configure: async (settings: Partial<SandboxSettings>) =>
			await tell('PATCH', 'settings', settings),
		settings: async () => await ask('GET', 'settings'),
		fault: async (rule: FaultRule) => {
			if (rule.when?.path instanceof RegExp) throw new Error('A RegExp cannot be sent over HTTP');
			await tell('POST', 'faults', rule);
		},
		clearFaults: async () => await tell('DELETE', 'faults'),
		calls: async () => await ask<PlacedCall[]>('GET', 'calls'),
		placed: async () => (await state()).counts.placed,
		rings: async () => await ask('GET', 'rings'),
		requests: async () => (await ask<Requests>('GET', 'requests')).requests,
		requestCounts: async () => (await ask<Requests>('GET', 'requests')).counts,
		deliveries: async () => await ask('GET', 'deliveries'),
		storageRequests: async () => await ask('GET', 'storage-requests'),
		counts: async () => (await state()).counts,
		now: async () => (await state()).now,
		advance: async (ms: number) => await tell('POST', 'advance', { ms }),
		finish: async (callId: string, outcome?: string) =>
			await tell('POST', `calls/${callId}/finish`, { outcome }),
		waitFor: async (condition: Condition, timeoutMs?: number) =>
			await tell('POST', 'wait', { for: condition, timeoutMs }),
	};
}
