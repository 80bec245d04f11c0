import type {
	Condition,
	Counts,
	Dashboard,
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

/** Asks the inspection for something. */
type Ask = <Reply>(method: string, path: string, body?: unknown) => Promise<Reply>;

/** A sandbox in another process. */
export interface RemoteSandbox extends Remote<Inspection> {
	readonly url: string;
	readonly apiKey: string;
	readonly dashboard: Remote<Dashboard>;
	waitFor(condition: Condition, timeoutMs?: number): Promise<void>;
}

/** Connects to the inspection of a sandbox that runs at `url`. */
export async function connectToSandbox(url: string): Promise<RemoteSandbox> {
	const ask: Ask = async <Reply>(method: string, path: string, body?: unknown) => {
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
		dashboard: remoteDashboard(ask),
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

function remoteDashboard(ask: Ask): Remote<Dashboard> {
	return {
		createList: async (name) => await ask('POST', 'dashboard/lists', { name }),
		lists: async () => await ask('GET', 'dashboard/lists'),
		createCampaign: async (setup) => await ask('POST', 'dashboard/campaigns', setup),
		changeCampaign: async (id, fields) => await ask('PATCH', `dashboard/campaigns/${id}`, fields),
		stopCampaign: async (id) => await ask('POST', `dashboard/campaigns/${id}/stop`),
		campaigns: async () => await ask('GET', 'dashboard/campaigns'),
		addPhoneNumber: async (setup) => await ask('POST', 'dashboard/phone-numbers', setup),
		leads: async () => await ask('GET', 'dashboard/leads'),
		deleteJobs: async () => await ask('GET', 'dashboard/delete-jobs'),
		leadStats: async () => await ask('GET', 'dashboard/lead-stats'),
		callsByNumber: async () => await ask('GET', 'dashboard/calls-by-number'),
	};
}
