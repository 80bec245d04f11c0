import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Result } from '../../../../execution/operation';
import { callAgainAt } from './callAgain';
import { nextRound, type Round } from './round';
import type { SafetySettings } from './settings';

/** An item as it came in; it keeps its fields, as expressions of the node read them again in the next round. */
export type InputItem = Pick<INodeExecutionData, 'json' | 'binary'>;

/** An item for the output Later: the one that came in, when to call, and its last result. */
export function later(item: InputItem, round: Required<Round>, lastCall: IDataObject): Result {
	const json = { ...item.json, ...nextRound(round), last_call: lastCall };
	return { json, ...(item.binary && { binary: item.binary }), laterAt: round.notBefore };
}

/** A call that was waited for, and the item it came from. */
export interface EndedCall {
	item: InputItem;
	round: Round;
	/** In which the owner of the number may be: IANA names. */
	zones: string[];
	safety: SafetySettings;
}

/**
 * The output for a call that was waited for: its result, or an item to call again.
 *
 * @param call as it is output
 * @param now  milliseconds since the epoch
 */
export function afterCall(
	{ item, round: { attempt }, zones, safety }: EndedCall,
	call: IDataObject,
	now: number,
): Result {
	const { outcome } = call as { outcome: string | null };
	const wasTalked = Number(call.duration) > 0 && Boolean(call.transcript_text);
	const again = callAgainAt(safety, { outcome, wasTalked, attempt, zones }, now);
	const json = { ...call, attempt };
	if (again === undefined) return { json };
	return later(item, { attempt: attempt + 1, notBefore: again }, json);
}
