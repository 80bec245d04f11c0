import type { Call } from '../calls/call';
import { callStatusOf, hasEnded, isCompleted, statusOf } from '../calls/lifeCycle';
import type { Delivery } from '../webhooks/webhookDispatcher';
import type { World } from '../world';
import { calledAgain, type CalledAgain } from './calledAgain';

/** How many calls the page shows. */
const SHOWN_CALLS = 100;

/** What the page shows at one moment. */
export interface LiveView {
	now: string;
	speed: number;
	totals: Record<'placed' | 'open' | 'completed' | 'failed' | 'cancelled' | 'rings', number>;
	/** How many numbers were called more than once: by a retry, which must not happen, or on purpose. */
	calledAgain: Record<keyof CalledAgain, number>;
	requests: number;
	webhooks: { delivered: number; pending: number; failed: number };
	leads: number;
	/** Campaigns that have been started, with how many of their calls have been placed. */
	campaigns: Array<{ name: string; status: string; calls: number }>;
	calls: LiveCall[];
}

interface LiveCall {
	id: string;
	number: string;
	stage: Call['stage'];
	status: string;
	callStatus: string | null;
	outcome: string;
	answeredBy: string | null;
	createdAt: string;
	seconds: number;
	ringsOfNumber: number;
	/** Why the number was called more than once. */
	again: keyof CalledAgain | null;
	/** The words being said, or what the call came to. */
	words: { by: 'assistant' | 'user' | 'summary' | 'error' | 'note'; text: string };
	hasDetails: boolean;
	webhooks: Array<Pick<Delivery, 'event' | 'state'> & { tries: number; last: string }>;
}

/** The newest calls and the totals, at this moment. */
export function liveView(world: World): LiveView {
	const { callSimulator, requests, webhookDispatcher, clock, settings } = world;
	const now = clock.now();
	const calls = callSimulator.calls();
	const rings = callSimulator.rings();
	const again = calledAgain(calls);
	const having = (status: string) => calls.filter((call) => statusOf(call) === status).length;
	const delivered = (state: string) =>
		webhookDispatcher.all().filter((delivery) => delivery.state === state).length;
	return {
		now: new Date(now).toISOString(),
		speed: settings.speed,
		totals: {
			placed: calls.length,
			open: callSimulator.waiting().open,
			completed: having('completed'),
			failed: having('failed'),
			cancelled: having('cancelled'),
			rings: callSimulator.totalRings(),
		},
		calledAgain: { byRetry: again.byRetry.size, byNewRun: again.byNewRun.size },
		requests: requests.all().length,
		webhooks: {
			delivered: delivered('delivered'),
			pending: webhookDispatcher.waiting().pending,
			failed: delivered('failed'),
		},
		leads: world.leads.size,
		campaigns: world.campaigns
			.all()
			.filter(({ startedAt }) => startedAt !== null)
			.map(({ id, name, status }) => ({
				name,
				status,
				calls: calls.filter(({ campaignId }) => campaignId === id).length,
			})),
		calls: calls
			.slice(-SHOWN_CALLS)
			.reverse()
			.map((call) => liveCall(call, world, rings, again, now)),
	};
}

function liveCall(
	call: Call,
	{ webhookDispatcher }: World,
	rings: Readonly<Record<string, number>>,
	{ byRetry, byNewRun }: CalledAgain,
	now: number,
): LiveCall {
	const number = call.request.phone_number;
	return {
		id: call.id,
		number,
		stage: call.stage,
		status: statusOf(call),
		callStatus: callStatusOf(call),
		outcome: call.outcome.name,
		answeredBy: call.answeredAt === null ? null : call.outcome.answeredBy,
		createdAt: new Date(call.createdAt).toISOString(),
		seconds:
			call.answeredAt === null ? 0 : Math.round(((call.endedAt ?? now) - call.answeredAt) / 1_000),
		ringsOfNumber: rings[number] ?? 0,
		again: byRetry.has(number) ? 'byRetry' : byNewRun.has(number) ? 'byNewRun' : null,
		words: wordsOf(call, now),
		hasDetails: call.stage === 'processed' && isCompleted(call),
		webhooks: webhookDispatcher.about(call.id).map(({ event, state, tries }) => ({
			event,
			state,
			tries: tries.length,
			last: String(tries.at(-1)?.result ?? ''),
		})),
	};
}

function wordsOf(call: Call, now: number): LiveCall['words'] {
	if (call.cancelled) return { by: 'note', text: 'Canceled before it started' };
	if (call.stage === 'queued') return { by: 'note', text: 'Waiting in the queue' };
	if (call.stage === 'ringing') return { by: 'note', text: 'Ringing…' };
	if (call.stage === 'talking') {
		const said = call.conversation.filter(({ afterMs }) => call.answeredAt! + afterMs <= now);
		const turn = said.at(-1);
		if (!turn) return { by: 'note', text: 'Picked up' };
		const isLong = call.outcome.talkMs !== null && said.length === call.conversation.length;
		return isLong ? { by: 'note', text: 'A long talk…' } : { by: turn.user, text: turn.text };
	}
	if (call.outcome.errorMessage !== null) return { by: 'error', text: call.outcome.errorMessage };
	const isBeingProcessed = hasEnded(call) && call.stage !== 'processed';
	if (isBeingProcessed)
		return { by: 'note', text: 'Hung up; transcript and recording on their way' };
	return { by: 'summary', text: call.summary ?? '' };
}
