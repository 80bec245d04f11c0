import type { Call } from '../calls/call';
import type { CallEvent } from '../calls/callRequest';
import { webhookPayload, type ViewContext } from '../calls/callViews';
import type { Changes } from '../clock/changes';
import type { Clock } from '../clock/clock';
import { chance, wholeNumber } from '../seededRandom';
import type { SandboxSettings } from '../settings';
import { Post, type TryResult } from './post';
import { nextTryAt } from './retrySchedule';
import { signatureHeaders } from './signature';
import type { Subscriptions } from './subscriptions';

/** A webhook on its way to one receiver. */
export interface Delivery {
	readonly id: number;
	readonly callId: string;
	readonly event: CallEvent;
	readonly url: string;
	/** The account subscription it is for; null for the webhook of the call itself. */
	readonly subscriptionId: string | null;
	/** 1 for the webhook itself, 2 and up for its duplicates. */
	readonly copy: number;
	readonly body: string;
	state: 'waiting' | 'sending' | 'delivered' | 'failed';
	readonly tries: Array<{ at: number; result: TryResult }>;
	nextTryAt: number | null;
}

/** What a call's webhook gets when the call did not choose. */
const DEFAULT_EVENTS: readonly CallEvent[] = ['call.completed', 'call.failed'];

/** How far apart the copies of a webhook are when no scatter is set. */
const COPY_SCATTER_MS = 5_000;

/** Turns what happens to calls into webhooks and delivers them, with retries. */
export class PostOffice {
	private deliveries: Delivery[] = [];
	private readonly byCall = new Map<string, Delivery[]>();
	private post = new Post();
	private pending = 0;
	private inFlight = 0;

	constructor(
		private readonly settings: SandboxSettings,
		private readonly clock: Clock,
		private readonly subscriptions: Subscriptions,
		private readonly view: ViewContext,
		private readonly changes: Changes,
	) {}

	/** Sends the webhooks that an event of a call is worth. */
	tell(event: CallEvent, call: Call, at: number): void {
		const { webhook_url: url, webhook_events: chosen } = call.request;
		const wanted = url !== undefined && (chosen ?? DEFAULT_EVENTS).includes(event);
		if (!wanted && event !== 'call.completed') return;
		const payload = this.payload(event, call);
		if (wanted) this.mail(event, call, url, null, payload, at);
		if (event !== 'call.completed') return;
		const { conversionOutcomes } = this.settings;
		for (const subscription of this.subscriptions.interestedIn(payload, conversionOutcomes)) {
			this.mail(event, call, subscription.url, subscription.id, payload, at);
		}
	}

	/** All deliveries, oldest first. */
	all(): readonly Delivery[] {
		return this.deliveries;
	}

	/** The deliveries about one call. */
	about(callId: string): readonly Delivery[] {
		return this.byCall.get(callId) ?? [];
	}

	/** Deliveries that are not settled yet, and those of them that are being sent right now. */
	waiting(): { pending: number; inFlight: number } {
		return { pending: this.pending, inFlight: this.inFlight };
	}

	/** Forgets all deliveries and drops what is in flight. */
	clear(): void {
		this.post.close();
		this.post = new Post();
		this.deliveries = [];
		this.byCall.clear();
		this.pending = 0;
		this.inFlight = 0;
	}

	private payload(event: CallEvent, call: Call): Record<string, unknown> {
		const payload = webhookPayload(call, this.view);
		if (event === 'call.transferred') payload.transferred_to = call.outcome.transferredTo;
		if (this.settings.eventField === 'body') payload.event = event;
		return payload;
	}

	private mail(
		event: CallEvent,
		call: Call,
		url: string,
		subscriptionId: string | null,
		payload: Record<string, unknown>,
		at: number,
	): void {
		const { seed, webhookCopies, webhookDelayMs } = this.settings;
		const subject = [call.request.phone_number, event, subscriptionId ?? url];
		const body = JSON.stringify(payload);
		const copies = wholeNumber(seed, webhookCopies, 'copies', ...subject);
		for (let copy = 1; copy <= copies; copy += 1) {
			const late = this.lateness(copy, subject);
			this.enter(
				{ callId: call.id, event, url, subscriptionId, copy, body },
				at + webhookDelayMs + late,
			);
		}
	}

	private lateness(copy: number, subject: readonly string[]): number {
		const { seed, webhookScatterMs } = this.settings;
		const leavesWithTheFirst = copy > 1 && chance(seed, 'together', copy, ...subject) < 0.5;
		if (copy === 1 || leavesWithTheFirst) {
			return Math.round(chance(seed, 'late', ...subject) * webhookScatterMs);
		}
		return Math.round(
			chance(seed, 'late', copy, ...subject) * (webhookScatterMs || COPY_SCATTER_MS),
		);
	}

	private enter(
		letter: Pick<Delivery, 'callId' | 'event' | 'url' | 'subscriptionId' | 'copy' | 'body'>,
		firstTryAt: number,
	): void {
		const id = this.deliveries.length + 1;
		const delivery: Delivery = {
			...letter,
			id,
			state: 'waiting',
			tries: [],
			nextTryAt: firstTryAt,
		};
		this.deliveries.push(delivery);
		this.byCall.set(letter.callId, [...this.about(letter.callId), delivery]);
		this.pending += 1;
		this.clock.at(firstTryAt, (due) => void this.attempt(delivery, due));
		this.changes.announce();
	}

	private async attempt(delivery: Delivery, at: number): Promise<void> {
		const post = this.post;
		delivery.state = 'sending';
		delivery.nextTryAt = null;
		this.inFlight += 1;
		this.changes.announce();
		const { url, body } = delivery;
		const result = await post.send(
			url,
			body,
			this.headers(delivery),
			this.settings.webhookTimeoutMs,
		);
		if (post !== this.post) return;
		this.inFlight -= 1;
		delivery.tries.push({ at, result });
		this.decideNext(delivery, result, at);
		this.changes.announce();
	}

	private decideNext(delivery: Delivery, result: TryResult, at: number): void {
		const isDelivered = typeof result === 'number' && result >= 200 && result < 300;
		const next = isDelivered ? null : nextTryAt(delivery.tries.length, at);
		if (next === null) {
			delivery.state = isDelivered ? 'delivered' : 'failed';
			this.pending -= 1;
			return;
		}
		delivery.state = 'waiting';
		delivery.nextTryAt = next;
		this.clock.at(next, (due) => void this.attempt(delivery, due));
	}

	private headers(delivery: Delivery): Record<string, string> {
		const { signature, eventField } = this.settings;
		// Signed with the real time: a receiver compares it with its own clock.
		const timestamp = Math.floor(Date.now() / 1_000);
		return {
			...(eventField === 'header' ? { 'x-topcalls-event': delivery.event } : {}),
			...(signature ? signatureHeaders(delivery.body, timestamp, signature) : {}),
		};
	}
}
