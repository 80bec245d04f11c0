import { randomUUID } from 'node:crypto';
import type { Call } from './call';
import type { CallRequest } from './callRequest';
import { converse } from './conversation';
import { outcomeOf } from './outcomes';

/** The campaign that places a call, and the lead it goes to. */
export interface CallOrigin {
	campaignId: string;
	leadId: string;
}

/** A call in the queue, created at `createdAt` after `previous`, with all that will be said in it. */
export function newCall(
	request: CallRequest,
	origin: CallOrigin | null,
	createdAt: number,
	previous: Call | undefined,
	given: { id: string; idempotencyKey: string | null; seed: number },
): Call {
	const outcome = outcomeOf(request.phone_number);
	const { turns, summary } = converse(request, outcome, given.seed);
	return {
		id: given.id,
		providerCallId: randomUUID(),
		serial: previous ? previous.serial + 1 : 0,
		request,
		idempotencyKey: given.idempotencyKey,
		campaignId: origin?.campaignId ?? null,
		leadId: origin?.leadId ?? null,
		outcome,
		stage: 'queued',
		cancelled: false,
		rings: 0,
		createdAt,
		tie: previous?.createdAt === createdAt ? previous.tie + 1 : 0,
		rungAt: null,
		answeredAt: null,
		endedAt: null,
		conversation: turns,
		summary,
	};
}
