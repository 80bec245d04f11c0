import type { Call, CallStage } from './call';

/** Sandbox times that all calls share. */
export interface Timing {
	queueMs: number;
	ringMs: number;
	processingMs: number;
}

/** What can happen to a call next, and when. */
export interface Step {
	readonly to: Exclude<CallStage, 'queued'>;
	readonly at: number;
}

const DISPATCH_TIMEOUT_MS = 60_000;
const CLOSING_WORDS_MS = 3_000;

/** The next state change of a call; null when nothing more will happen automatically. */
export function nextStep(call: Call, timing: Timing): Step | null {
	const { outcome } = call;
	switch (call.stage) {
		case 'queued':
			if (outcome.dispatch === 'never') return null;
			if (outcome.dispatch === 'timeout') {
				return { to: 'ended', at: call.createdAt + DISPATCH_TIMEOUT_MS };
			}
			return { to: 'ringing', at: call.createdAt + timing.queueMs };
		case 'ringing':
			return outcome.unansweredMs === null
				? { to: 'talking', at: call.rungAt! + timing.ringMs }
				: { to: 'ended', at: call.rungAt! + outcome.unansweredMs };
		case 'talking':
			return { to: 'ended', at: call.answeredAt! + talkMs(call) };
		case 'ended':
			return { to: 'processed', at: call.endedAt! + timing.processingMs };
		case 'processed':
			return null;
	}
}

/** The call after a step taken at `at`. */
export function take(call: Call, to: Step['to'], at: number): Call {
	switch (to) {
		case 'ringing':
			return { ...call, stage: 'ringing', rings: call.rings + 1, rungAt: at };
		case 'talking':
			return { ...call, stage: 'talking', answeredAt: at };
		case 'ended':
			// Only a completed call has something to process: recording, transcript, summary.
			return { ...call, stage: isCompleted(call) ? 'ended' : 'processed', endedAt: at };
		case 'processed':
			return { ...call, stage: 'processed' };
	}
}

/** All stages a call goes through, now, until it has ended. */
export function wayToEnd(call: Call): Array<Step['to']> {
	const way: Array<Step['to']> = [];
	const rings = call.outcome.event === 'call.completed' || call.outcome.dispatch === 'normal';
	if (call.stage === 'queued' && rings) way.push('ringing');
	const answered = call.outcome.unansweredMs === null;
	if ((call.stage === 'queued' || call.stage === 'ringing') && answered) way.push('talking');
	if (!hasEnded(call)) way.push('ended');
	return way;
}

/** The call, ended by its owner. */
export function cancel(call: Call, at: number): Call {
	return { ...call, cancelled: true, stage: 'processed', endedAt: at };
}

/** True once the call is over, processed or not. */
export function hasEnded(call: Call): boolean {
	return call.stage === 'ended' || call.stage === 'processed';
}

/** True for a call that ends (or ended) as call.completed. */
export function isCompleted(call: Call): boolean {
	return !call.cancelled && call.outcome.event === 'call.completed';
}

/** The API's `status` of a call. */
export function statusOf(call: Call): string {
	if (call.cancelled) return 'cancelled';
	if (call.stage === 'queued') return 'queued';
	return hasEnded(call) ? call.outcome.status : 'in_progress';
}

/** The API's `call_status` of a call. */
export function callStatusOf(call: Call): string | null {
	if (call.cancelled) return 'cancelled';
	if (call.stage === 'queued') return null;
	return hasEnded(call) ? call.outcome.callStatus : 'in-progress';
}

/** Minutes of conversation, as the API counts them. */
export function minutesOf(call: Call): number {
	if (call.answeredAt === null || call.endedAt === null) return 0;
	return Math.round((call.endedAt - call.answeredAt) / 600) / 100;
}

function talkMs(call: Call): number {
	const lastTurn = call.conversation.at(-1);
	const wanted = call.outcome.talkMs ?? (lastTurn?.afterMs ?? 0) + CLOSING_WORDS_MS;
	const cap = call.request.max_duration;
	return cap === undefined ? wanted : Math.min(wanted, cap * 60_000);
}
