import type { IDataObject } from 'n8n-workflow';

import type { Finished } from '../engine/runWorkflow';
import type { PlacedCall } from '../../dev/sandbox';
import type { Batch } from './batch';

/** What the user was told of one number. */
export type Told =
	| { as: 'item'; callId: string }
	| { as: 'made, in the error'; callId: string }
	| { as: 'perhaps made' }
	| { as: 'not called' };

export interface Accounts {
	/** Executions by how they ended, and numbers by what was told of them. */
	counts: Record<string, number>;
	rungTwice: string[];
	/** Placed, and nobody was told so. */
	lost: string[];
	/** Told of, but no such call is there. */
	invented: string[];
	/** Told of more than once, or not at all. */
	unaccounted: string[];
}

/** Compares what the users were told with what really happened. */
export function balance(ended: Array<[Batch, Finished]>, calls: PlacedCall[]): Accounts {
	const accounts: Accounts = {
		counts: {},
		rungTwice: [],
		lost: [],
		invented: [],
		unaccounted: [],
	};
	const count = (what: string) => (accounts.counts[what] = (accounts.counts[what] ?? 0) + 1);
	const callsTo = new Map<string, PlacedCall[]>();
	for (const call of calls) {
		callsTo.set(call.phoneNumber, [...(callsTo.get(call.phoneNumber) ?? []), call]);
	}

	for (const [batch, finished] of ended) {
		count(`executions: ${finished.run.status}`);
		const told = whatWasTold(batch, finished);
		for (const phone of batch.phones) {
			const placed = callsTo.get(phone) ?? [];
			if (placed.length > 1 || placed.some(({ rings }) => rings > 1)) {
				accounts.rungTwice.push(phone);
			}
			const [said, ...more] = told.get(phone) ?? [];
			if (!said || more.length > 0) {
				accounts.unaccounted.push(phone);
				continue;
			}
			count(said.as);
			if (said.as === 'not called' && placed.length > 0) accounts.lost.push(phone);
			if ('callId' in said && said.callId !== placed[0]?.id) accounts.invented.push(phone);
		}
	}
	return accounts;
}

function whatWasTold(batch: Batch, finished: Finished): Map<string, Told[]> {
	const told = new Map<string, Told[]>();
	const tell = (phone: string, as: Told) => told.set(phone, [...(told.get(phone) ?? []), as]);

	for (const { json } of [...finished.itemsOf('TopCalls'), ...finished.itemsOf('TopCalls', 1)]) {
		if (json.call_id) {
			tell(String(json.phone_number), { as: 'item', callId: String(json.call_id) });
		} else {
			const [phone = ''] = /\+\d+$/.exec(String(json.message)) ?? [];
			const perhaps = String(json.message).includes('may still have processed this request');
			tell(phone, { as: perhaps ? 'perhaps made' : 'not called' });
		}
	}
	// An execution that is canceled goes on, for n8n, without an error of its own.
	const rounds = finished.run.data.resultData.runData.TopCalls ?? [];
	const books = rounds.at(-1)?.error?.context?.data as Books | undefined;
	const size = batch.loop ?? batch.phones.length;
	const done = books ? rounds.length - 1 : rounds.length;
	if (books) {
		const round = batch.phones.slice(done * size, (done + 1) * size);
		for (const { item, call_id } of books.done) {
			tell(round[item] ?? '', { as: 'made, in the error', callId: call_id });
		}
		for (const { phone_number } of books.unknown) tell(phone_number, { as: 'perhaps made' });
		for (const item of books.not_done) tell(round[item] ?? '', { as: 'not called' });
	}
	// In a loop, later rounds were never begun.
	for (const phone of batch.phones.slice(rounds.length * size)) tell(phone, { as: 'not called' });
	return told;
}

interface Books extends IDataObject {
	done: Array<{ item: number; call_id: string }>;
	unknown: Array<{ item: number; phone_number: string }>;
	not_done: number[];
}
