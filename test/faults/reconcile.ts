import type { IDataObject, IPairedItemData } from 'n8n-workflow';

import type { Finished } from '../engine/runWorkflow';
import type { PlacedCall } from '../../dev/sandbox';
import type { Batch } from './batch';

/** What the user learned about one number. */
export type Report =
	| { as: 'item'; callId: string }
	| { as: 'made, in the error'; callId: string }
	| { as: 'perhaps made' }
	| { as: 'sample' }
	/** By a setting under Safety. */
	| { as: 'held' }
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
	/** Called although a safety setting forbids it. */
	calledDespiteSetting: string[];
	/** Not called because of a safety setting that allows it. */
	heldWithoutSetting: string[];
}

/**
 * Compares what was reported to the users with the calls that were made.
 *
 * @param times when it began and ended, in milliseconds since the epoch
 */
export function reconcile(
	ended: Array<[Batch, Finished]>,
	calls: PlacedCall[],
	times: number[],
): Reconciliation {
	const reconciliation: Reconciliation = {
		counts: {},
		calledTwice: [],
		lost: [],
		nonexistent: [],
		unclear: [],
		calledDespiteSetting: [],
		heldWithoutSetting: [],
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
		const { guard, phones } = batch;
		const mayCall = (phone: string) => !guard || times.some((time) => guard.mayCall(phone, time));
		if (guard) count(`executions with ${guard.name}`);
		for (const [index, phone] of phones.entries()) {
			if (!mayCall(phone) && callsTo.has(phone)) reconciliation.calledDespiteSetting.push(phone);
			// In the place of the first person, the user's own phone is called.
			const called = index === 0 && guard?.testNumber ? guard.testNumber : phone;
			const placed = callsTo.get(called) ?? [];
			if (placed.length > 1 || placed.some(({ rings }) => rings > 1)) {
				reconciliation.calledTwice.push(phone);
			}
			const [said, ...more] = reports.get(phone) ?? [];
			if (!said || more.length > 0) {
				reconciliation.unclear.push(phone);
				continue;
			}
			count(said.as);
			if (said.as === 'held' && mayCall(phone)) reconciliation.heldWithoutSetting.push(phone);
			if (['not called', 'held', 'sample'].includes(said.as) && placed.length > 0)
				reconciliation.lost.push(phone);
			if ('callId' in said && said.callId !== placed[0]?.id) reconciliation.nonexistent.push(phone);
		}
	}
	return reconciliation;
}

function reportsOf(batch: Batch, finished: Finished): Map<string, Report[]> {
	const reports = new Map<string, Report[]>();
	const report = (phone: string, as: Report) =>
		reports.set(phone, [...(reports.get(phone) ?? []), as]);

	const rounds = finished.run.data.resultData.runData.TopCalls ?? [];
	const size = batch.loop ?? batch.phones.length;
	for (const [round, { data }] of rounds.entries()) {
		for (const { json, pairedItem } of (data?.main ?? []).flatMap((items) => items ?? [])) {
			const { item = NaN } = pairedItem as IPairedItemData;
			const phone = batch.phones[round * size + item] ?? '';
			report(phone, reportOf(json, phone, batch.guard?.testNumber));
		}
	}
	// n8n gives the node of a canceled execution no error.
	const summary = rounds.at(-1)?.error?.context?.data as ErrorSummary | undefined;
	const done = summary ? rounds.length - 1 : rounds.length;
	if (summary) {
		const round = batch.phones.slice(done * size, (done + 1) * size);
		for (const { item, call_id } of summary.done) {
			report(round[item] ?? '', { as: 'made, in the error', callId: call_id });
		}
		for (const { item } of summary.unknown) report(round[item] ?? '', { as: 'perhaps made' });
		for (const item of summary.not_done) report(round[item] ?? '', { as: 'not called' });
	}
	// In a loop, later rounds never started.
	for (const phone of batch.phones.slice(rounds.length * size)) report(phone, { as: 'not called' });
	return reports;
}

function reportOf(json: IDataObject, phone: string, testNumber?: string): Report {
	if (json.sample === true) return { as: 'sample' };
	const { status } = (json.last_call ?? json) as IDataObject;
	if (status === 'not_called') return { as: 'held' };
	if (json.call_id) {
		const isRight = [phone, testNumber].includes(String(json.phone_number));
		return { as: 'item', callId: isRight ? String(json.call_id) : 'of another number' };
	}
	const isUnknown = String(json.message).includes('may still have processed this request');
	return { as: isUnknown ? 'perhaps made' : 'not called' };
}

interface ErrorSummary extends IDataObject {
	done: Array<{ item: number; call_id: string }>;
	unknown: Array<{ item: number }>;
	not_done: number[];
}
