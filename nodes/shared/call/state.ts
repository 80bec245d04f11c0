import { parseTime } from '../time';

/**
 * What `status` and `call_status` of a call say, see https://docs.topcalls.ai/api-reference/calls/get-call-details.
 * Both lists are open; every word that is not listed here is unknown.
 */
type CallFields = Record<string, unknown>;

/** Nobody was reached, or the call was canceled. */
const FAILED = new Set([
	'failed',
	'no-answer',
	'busy',
	'rejected',
	'cancelled',
	'dispatch-timeout',
]);
/** Over; `ended` says no more than that. */
const OVER = new Set(['completed', 'ended', ...FAILED]);
const VAGUE = new Set(['failed', 'ended']);
const OPEN = new Set([
	...['pending', 'queued', 'scheduled', 'initiated', 'dialing', 'dialling', 'trying', 'ringing'],
	...['early-media', 'answered', 'in-progress', 'on-hold'],
]);

/**
 * Whether a call is over. A documented end in either field is one. A call that is output while the
 * conversation continues loses its outcome, one that is waited for too long does not. So an undocumented state is
 * open until another field shows the end.
 */
export function hasEnded(fields: CallFields): boolean {
	const { status, line } = wordsOf(fields);
	if (OVER.has(status) || OVER.has(line)) return true;
	if (OPEN.has(status)) return false;
	if (parseTime(fields.end_at) !== undefined || fields.completed === true) return true;
	return !OPEN.has(line) && hasResults(fields);
}

/**
 * How a call ended, if its status says so: TopCalls documents `call.completed` for a call that was
 * talked and `call.failed` for busy, no answer and the like.
 *
 * @returns undefined where neither field holds a documented end
 */
export function documentedEnd(fields: CallFields): 'completed' | 'failed' | undefined {
	const { status, line } = wordsOf(fields);
	if (FAILED.has(status) || FAILED.has(line)) return 'failed';
	return status === 'completed' || line === 'completed' ? 'completed' : undefined;
}

/** How a call ended: by its status, or if that is unknown, by whether anybody spoke. */
export function endOf(fields: CallFields): 'completed' | 'failed' {
	return documentedEnd(fields) ?? (wasTalked(fields) ? 'completed' : 'failed');
}

/** The outcome of a call that is over, in one spelling. */
export function outcomeOf(fields: CallFields): string {
	const { status, line } = wordsOf(fields);
	const end = endOf(fields);
	if (status === 'cancelled' || line === 'cancelled') return 'cancelled';
	if (end === 'completed' && enumValue(fields.answered_by) === 'voicemail') return 'voicemail';
	const isSaid = (word: string) =>
		word !== '' && !OPEN.has(word) && (end === 'completed' || word !== 'completed');
	// `call_status` is more precise, unless it only says that the call has ended.
	if (isSaid(line) && !VAGUE.has(line)) return line;
	if (isSaid(status) && OVER.has(status) && !VAGUE.has(status)) return status;
	return [line, status].find(isSaid) ?? end;
}

/** Whether a person or voicemail answered. */
function wasTalked({ answered_by, duration, transcript, recording_url }: CallFields): boolean {
	const answeredBy = enumValue(answered_by);
	if (answeredBy !== '' && answeredBy !== 'unknown') return true;
	return isPositive(duration) || isFilled(transcript) || isFilled(recording_url);
}

/** What TopCalls adds after the end only. */
function hasResults({ duration, recording_url, call_summary }: CallFields): boolean {
	return isPositive(duration) || isFilled(recording_url) || isFilled(call_summary);
}

function isPositive(value: unknown): boolean {
	return (typeof value === 'number' || typeof value === 'string') && Number(value) > 0;
}

function isFilled(value: unknown): boolean {
	return (
		(typeof value === 'string' && value.trim() !== '') || (Array.isArray(value) && value.length > 0)
	);
}

function wordsOf({ status, call_status }: CallFields): { status: string; line: string } {
	return { status: enumValue(status), line: enumValue(call_status) };
}

/** One spelling for values the API writes with hyphens here and underscores there. */
export function enumValue(value: unknown): string {
	if (typeof value !== 'string') return '';
	const spelled = value
		.trim()
		.toLowerCase()
		.replace(/[_\s]+/g, '-');
	return spelled === 'canceled' ? 'cancelled' : spelled;
}
