import { chance } from '../seededRandom';
import type { Call } from './call';
import { hasEnded, isCompleted } from './lifeCycle';

/** Stands for a field that is not sent at all. */
const ABSENT = Symbol('absent');

/** Other forms that a field may have. */
type Instead = null | typeof ABSENT | 'unknown';

/**
 * Fields that the documentation calls nullable or shows in some examples only: each call leaves out some of them,
 * always the same ones, so that a client meets them all. A field that contains unique information stays.
 *
 * @param fields of one view of the call
 * @param seed   of the choice
 */
export function varied(
	call: Call,
	fields: Record<string, unknown>,
	seed: number,
): Record<string, unknown> {
	const instead = mayBeInstead(call);
	const chosen = Object.entries(fields).map(([name, value]): [string, unknown] => {
		const choices = [value, ...(instead[name] ?? [])];
		const index = Math.floor(chance(seed, 'variety', call.serial, name) * choices.length);
		return [name, choices[index]];
	});
	return Object.fromEntries(chosen.filter(([, value]) => value !== ABSENT));
}

function mayBeInstead(call: Call): Record<string, Instead[]> {
	const isOver = hasEnded(call);
	const wasAnswered = call.answeredAt !== null;
	const { status, callStatus } = call.outcome;
	const isPlain = isOver && (call.cancelled || status === callStatus);
	return {
		from_phone_number: [null],
		external_call_id: [null],
		...(call.campaignId === null && { campaign_id: [ABSENT] }),
		...(call.leadId === null && { lead_id: [ABSENT] }),
		completed: [null, ABSENT],
		...(!isOver && { end_at: [ABSENT], duration: [null, ABSENT] }),
		...(isOver && { end_at: [null] }),
		...((isPlain || !isOver) && { call_status: [null, ABSENT] }),
		...(isOver && !isCompleted(call) && { started_at: [null] }),
		...(!wasAnswered && { duration: [null, ABSENT], answered_by: ['unknown', ABSENT] }),
		...(isCompleted(call) && { error_message: [ABSENT] }),
	};
}
