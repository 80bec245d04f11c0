import type { IDataObject } from 'n8n-workflow';

import { isJsonObject } from '../shared/json';

/**
 * What the trigger remembers from poll to poll, in n8n's static data. All times are milliseconds.
 * It may be older than the last poll: n8n saves it only when calls were emitted, and on activation.
 */
export interface PollState {
	/** The creation time of the newest known call, by TopCalls' clock, but not after n8n's now. */
	watermark: number;
	/** The same when TopCalls' clock is ahead, or one date is wrong: it only limits how far lists are read. */
	newest: number;
	/** Calls that are still to be emitted, by their ID. */
	open: Record<string, OpenCall>;
	/** Calls that are finished, as far back as lists are read: ID and creation time. */
	emitted: Record<string, number>;
}

export interface OpenCall {
	created: number;
	/** When a call that is dated in the future was first seen. */
	seen?: number;
	/** Since when the call has been over, waiting for its transcript. */
	ended?: number;
	/** Since when it cannot be looked up, while others can. */
	failing?: number;
}

/**
 * Which calls a state is about, and its owner: a copied workflow inherits the state of its original, and would
 * output old calls. It does not contain the API key:
 * rotating a key must not replay history.
 */
export interface Scope {
	workflowId: string;
	nodeId: string;
	baseUrl: string;
	/** The ID of the only campaign that is polled; empty for all calls. */
	campaign: string;
}

const KEY = 'calls';

/** The saved state of this scope; undefined before the first activation. */
export function loadState(staticData: IDataObject, scope: Scope): PollState | undefined {
	const state = staticData[KEY];
	if (!isJsonObject(state) || typeof state.watermark !== 'number') return undefined;
	if (!isOfScope(state.scope, scope)) return undefined;
	const { watermark, newest = watermark, open = {}, emitted = {} } = state as unknown as PollState;
	return { watermark, newest, open: { ...open }, emitted: { ...emitted } };
}

/** Replaces the saved state. */
export function saveState(staticData: IDataObject, state: PollState, scope: Scope): void {
	staticData[KEY] = { ...state, scope } as unknown as IDataObject;
}

function isOfScope(saved: unknown, scope: Scope): boolean {
	if (!isJsonObject(saved)) return false;
	return Object.entries(scope).every(([name, value]) => saved[name] === value);
}
