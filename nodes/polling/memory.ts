import type { IDataObject } from 'n8n-workflow';

import { isJsonObject } from '../api/json';

/**
 * What the trigger remembers from poll to poll, in n8n's static data. All times are milliseconds.
 * It may be older than the last poll: n8n saves it only when calls came out, and on activation.
 */
export interface Memory {
	/** When the newest call was created that has been taken note of, by TopCalls' clock. */
	watermark: number;
	/** Calls that have still to come out, by their ID. */
	open: Record<string, OpenCall>;
	/** Calls that are done with, as far back as lists are read: ID and when they were created. */
	settled: Record<string, number>;
}

export interface OpenCall {
	created: number;
	/** Since when the call has been over, waiting for its transcript. */
	ended?: number;
}

/** Which calls a memory is about. A renewed API key is no reason to forget; what another account has missed is not known. */
export interface Subject {
	baseUrl: string;
	/** The ID of the only campaign that is looked at; empty for all calls. */
	campaign: string;
}

const KEY = 'calls';

/** What was remembered of this subject; nothing before the first activation. */
export function recall(staticData: IDataObject, subject: Subject): Memory | undefined {
	const memory = staticData[KEY];
	if (!isJsonObject(memory) || typeof memory.watermark !== 'number') return undefined;
	if (!isAbout(memory.subject, subject)) return undefined;
	const { open = {}, settled = {} } = memory as unknown as Memory;
	return { watermark: memory.watermark, open: { ...open }, settled: { ...settled } };
}

/** Remembers, in place of what was before. */
export function remember(staticData: IDataObject, memory: Memory, subject: Subject): void {
	staticData[KEY] = { ...memory, subject } as unknown as IDataObject;
}

function isAbout(saved: unknown, { baseUrl, campaign }: Subject): boolean {
	return isJsonObject(saved) && saved.baseUrl === baseUrl && saved.campaign === campaign;
}
