import type { Call } from '../calls/call';
import type { CallEvent } from '../calls/callRequest';
import { webhookPayload, type ViewContext } from '../calls/callViews';
import type { CampaignEvent } from '../campaigns/campaign';
import type { Changes } from '../clock/changes';
import type { Clock } from '../clock/clock';
import { wholeNumber } from '../seededRandom';
import type { SandboxSettings } from '../settings';
import { deliveryDelayMs } from './deliveryDelay';
import { Post, type TryResult } from './post';
import { nextTryAt } from './retrySchedule';
import { signatureHeaders } from './signature';
import type { Subscriptions } from './subscriptions';

/** A webhook on its way to one receiver. */
export interface Delivery {
	readonly id: number;
	/** The call it is about; null for an event of a campaign. */
	readonly callId: string | null;
	readonly event: CallEvent | CampaignEvent;
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

/** A webhook to be sent, before it is known how often and when. */
type Letter = Pick<Delivery, 'callId' | 'event' | 'url' | 'subscriptionId'>;

/** The events of a call's webhook if the call does not choose any. */
const DEFAULT_EVENTS: readonly CallEvent[] = ['call.completed', 'call.failed'];

/** Turns what happens to calls into webhooks and delivers them, with retries. */
export class WebhookDispatcher {
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
		private readonly conversionOutcomesOf: (call: Call) => readonly string[],
		private readonly changes: Changes,
	) {}

	/** Sends the webhooks for an event of a call. */
	tell(event: CallEvent, call: Call, at: number): void {
		const { webhook_url: url, webhook_events: chosen } = call.request;
		const wanted = url !== undefined && (chosen ?? DEFAULT_EVENTS).includes(event);
		if (!wanted && event !== 'call.completed') return;
		const payload = this.payload(event, call);
		const number = call.request.phone_number;
		const letter = { callId: call.id, event };
		if (wanted) this.mail({ ...letter, url, subscriptionId: null }, number, payload, at);
		if (event !== 'call.completed') return;
		const conversions = this.conversionOutcomesOf(call);
		for (const { id, url: target } of this.subscriptions.interestedIn(payload, conversions)) {
			this.mail({ ...letter, url: target, subscriptionId: id }, number, payload, at);
		}
	}

	/** Sends an event of a campaign to the webhook of the campaign. */
	tellOfCampaign(
		event: CampaignEvent,
		campaignId: string,
		url: string,
		view: Record<string, unknown>,
		at: number,
	): void {
		const payload = this.settings.eventField === 'body' ? { ...view, event } : view;
		this.mail({ callId: null, event, url, subscriptionId: null }, campaignId, payload, at);
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

	/** Removes all deliveries and drops those in flight. */
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

	/** `subjectName` tells what the webhook is about: a number called, or the id of a campaign. */
	private mail(
		letter: Letter,
		subjectName: string,
		payload: Record<string, unknown>,
		at: number,
	): void {
		const { seed, webhookCopies, webhookDelayMs } = this.settings;
		const subject = [subjectName, letter.event, letter.subscriptionId ?? letter.url];
		const body = JSON.stringify(payload);
		const copies = wholeNumber(seed, webhookCopies, 'copies', ...subject);
		for (let copy = 1; copy <= copies; copy += 1) {
			const late = deliveryDelayMs(copy, subject, this.settings);
			this.enter({ ...letter, copy, body }, at + webhookDelayMs + late);
		}
	}

	private enter(letter: Letter & Pick<Delivery, 'copy' | 'body'>, firstTryAt: number): void {
		const id = this.deliveries.length + 1;
		const delivery: Delivery = {
			...letter,
			id,
			state: 'waiting',
			tries: [],
			nextTryAt: firstTryAt,
		};
		this.deliveries.push(delivery);
		const { callId } = letter;
		if (callId !== null) this.byCall.set(callId, [...this.about(callId), delivery]);
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
