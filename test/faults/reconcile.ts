import type { IDataObject } from 'n8n-workflow';

import type { Finished } from '../engine/runWorkflow';
import type { PlacedCall } from '../../dev/sandbox';
import type { Batch } from './batch';

/** What the user learned about one number. */
export type Report =
	| { as: 'item'; callId: string }
	| { as: 'made, in the error'; callId: string }
	| { as: 'perhaps made' }
	| { as: 'not called' };

export interface Reconciliation {
	/** Executions by status, and numbers by what was reported about them. */
	counts: Record<string, number>;
	calledTwice: string[];
	/** Placed, but reported as not called. */
	lost: string[];
	/** Reported, but there is no such call. */
	nonexistent: string[];
	/** Reported more than once, or not at all. */
	unclear: string[];
}

/** Compares what was reported to the users with the calls that were made. */
export function reconcile(ended: Array<[Batch, Finished]>, calls: PlacedCall[]): Reconciliation {
	const reconciliation: Reconciliation = {
		counts: {},
		calledTwice: [],
		lost: [],
		nonexistent: [],
		unclear: [],
	};
	const count = (what: string) =>
		(reconciliation.counts[what] = (reconciliation.counts[what] ?? 0) + 1);
	const callsTo = new Map<string, PlacedCall[]>();
	for (const call of calls) {
		callsTo.set(call.phoneNumber, [...(callsTo.get(call.phoneNumber) ?? []), call]);
	}

	for (const [batch, finished] of ended) {
		count(`executions: ${finished.run.status}`);
		const reports = reportsOf(batch, finished);
		for (const phone of batch.phones) {
			const placed = callsTo.get(phone) ?? [];
			if (placed.length > 1 || placed.some(({ rings }) => rings > 1)) {
				reconciliation.calledTwice.push(phone);
			}
			const [said, ...more] = reports.get(phone) ?? [];
			if (!said || more.length > 0) {
				reconciliation.unclear.push(phone);
				continue;
			}
			count(said.as);
			if (said.as === 'not called' && placed.length > 0) reconciliation.lost.push(phone);
			if ('callId' in said && said.callId !== placed[0]?.id) reconciliation.nonexistent.push(phone);
		}
	}
	return reconciliation;
}

function reportsOf(batch: Batch, finished: Finished): Map<string, Report[]> {
	const reports = new Map<string, Report[]>();
	const report = (phone: string, as: Report) =>
		reports.set(phone, [...(reports.get(phone) ?? []), as]);

	for (const { json } of [...finished.itemsOf('TopCalls'), ...finished.itemsOf('TopCalls', 1)]) {
		if (json.call_id) {
			report(String(json.phone_number), { as: 'item', callId: String(json.call_id) });
		} else {
			const [phone = ''] = /\+\d+$/.exec(String(json.message)) ?? [];
			const perhaps = String(json.message).includes('may still have processed this request');
			report(phone, { as: perhaps ? 'perhaps made' : 'not called' });
		}
	}
	// n8n gives the node of a canceled execution no error.
	const rounds = finished.run.data.resultData.runData.TopCalls ?? [];
	const summary = rounds.at(-1)?.error?.context?.data as ErrorSummary | undefined;
	const size = batch.loop ?? batch.phones.length;
	const done = summary ? rounds.length - 1 : rounds.length;
	if (summary) {
		const round = batch.phones.slice(done * size, (done + 1) * size);
		for (const { item, call_id } of summary.done) {
			report(round[item] ?? '', { as: 'made, in the error', callId: call_id });
		}
		for (const { phone_number } of summary.unknown) report(phone_number, { as: 'perhaps made' });
		for (const item of summary.not_done) report(round[item] ?? '', { as: 'not called' });
	}
	// In a loop, later rounds never started.
	for (const phone of batch.phones.slice(rounds.length * size)) report(phone, { as: 'not called' });
	return reports;
}

interface ErrorSummary extends IDataObject {
	done: Array<{ item: number; call_id: string }>;
	unknown: Array<{ item: number; phone_number: string }>;
	not_done: number[];
}
