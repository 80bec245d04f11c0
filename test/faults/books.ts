import type { IDataObject } from 'n8n-workflow';

import type { Finished } from '../engine/runWorkflow';
import type { PlacedCall } from '../sandbox';
import type { Batch } from './batch';

/** What the user was told of one number. */
export type Told =
	| { as: 'item'; callId: string }
	| { as: 'placed, in the error'; callId: string }
	| { as: 'perhaps placed' }
	| { as: 'not dialled' };

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
		count(finished.error ? 'executions stopped' : 'executions finished');
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
			if (said.as === 'not dialled' && placed.length > 0) accounts.lost.push(phone);
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
			const perhaps = String(json.message).includes('may have acted on this request');
			tell(phone, { as: perhaps ? 'perhaps placed' : 'not dialled' });
		}
	}
	if (!finished.error) return told;

	// In a loop the error speaks of the items of its own round; later rounds were never begun.
	const size = batch.loop ?? batch.phones.length;
	const begun = (finished.roundsOf('TopCalls') - 1) * size;
	const round = batch.phones.slice(begun, begun + size);
	const { done, unknown, not_done } = finished.error.context?.data as Books;
	for (const { item, call_id } of done) {
		tell(round[item] ?? '', { as: 'placed, in the error', callId: call_id });
	}
	for (const { phone_number } of unknown) tell(phone_number, { as: 'perhaps placed' });
	for (const item of not_done) tell(round[item] ?? '', { as: 'not dialled' });
	for (const phone of batch.phones.slice(begun + size)) tell(phone, { as: 'not dialled' });
	return told;
}

interface Books extends IDataObject {
	done: Array<{ item: number; call_id: string }>;
	unknown: Array<{ item: number; phone_number: string }>;
	not_done: number[];
}
