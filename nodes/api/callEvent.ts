import { simplifyCall, type Call } from './call';

/** The events of a single call, see https://docs.topcalls.ai/concepts/webhooks. */
export const CALL_EVENTS = [
	'call.completed',
	'call.failed',
	'call.queued',
	'call.started',
	'call.transferred',
] as const;

export type CallEvent = (typeof CALL_EVENTS)[number];

export function isCallEvent(name: unknown): name is CallEvent {
	return (CALL_EVENTS as readonly unknown[]).includes(name);
}

const TALKED = new Set(['completed', 'voicemail']);
const NOT_TALKED = new Set(['failed', 'no-answer', 'busy', 'rejected', 'cancelled']);

/**
 * The event that the state of a call amounts to, for payloads that do not name theirs.
 *
 * @param call as the API tells it now
 */
export function eventOf(call: Call): CallEvent {
	if (!call.ended) return hasBegun(call) ? 'call.started' : 'call.queued';
	const outcome = String(call.outcome);
	if (TALKED.has(outcome)) return 'call.completed';
	if (NOT_TALKED.has(outcome)) return 'call.failed';
	// An outcome the documentation does not know: whether anybody spoke decides.
	return call.transcript_text !== '' || call.answered_by ? 'call.completed' : 'call.failed';
}

/**
 * A call as the triggers give it out: with the event, which comes second and wins over a field of that name.
 *
 * @param simple whether to keep only the fields most flows need
 */
export function callWithEvent(
	call: Call,
	event: string,
	simple: boolean,
): Call & { event: string } {
	const { call_id, ...rest } = simple ? simplifyCall(call) : call;
	return { ...{ call_id, event }, ...rest, event } as Call & { event: string };
}

/**
 * Whether an event that somebody tells of has happened to a call.
 *
 * @param call as the API tells it now
 * @returns `notYet` when it still may; the API can be a moment behind its own events
 */
export function hasHappened(event: CallEvent, call: Call): 'yes' | 'no' | 'notYet' {
	if (event === 'call.queued') return 'yes';
	if (event === 'call.completed' || event === 'call.failed') {
		if (!call.ended) return 'notYet';
		return endsOf(call).includes(event) ? 'yes' : 'no';
	}
	if (hasBegun(call)) return 'yes';
	return call.ended ? 'no' : 'notYet';
}

/** The events that the end of a call can count as: both, where the API says nothing that is documented. */
function endsOf(call: Call): CallEvent[] {
	const outcome = String(call.outcome);
	const byStatus = END_OF_STATUS[statusOf(call)];
	if (byStatus) return [eventOf(call), byStatus];
	if (TALKED.has(outcome) || NOT_TALKED.has(outcome)) return [eventOf(call)];
	return ['call.completed', 'call.failed'];
}

const END_OF_STATUS: Record<string, CallEvent> = {
	completed: 'call.completed',
	failed: 'call.failed',
	cancelled: 'call.failed',
};

function hasBegun(call: Call): boolean {
	if (call.started_at || /^in[-_ ]?progress$/.test(statusOf(call))) return true;
	return call.ended && eventOf(call) === 'call.completed';
}

/** In small letters; empty for what is no text, which may not even be made one. */
function statusOf({ status }: Call): string {
	return typeof status === 'string' ? status.trim().toLowerCase() : '';
}
