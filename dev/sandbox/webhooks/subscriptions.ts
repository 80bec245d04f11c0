import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { notFound } from '../calls/problem';
import { passes } from './filters';

/** The body of POST /v1/webhooks. */
export const subscriptionRequest = z.object({
	event: z
		.string()
		.regex(
			/^call\.completed(?:\.[a-z0-9_]+)?$|^lead\.status_changed$|^campaign\.(?:activated|paused)$/,
			'Unknown event',
		),
	url: z.string().url(),
	filters: z.record(z.unknown()).optional(),
});

export type SubscriptionRequest = z.infer<typeof subscriptionRequest>;

/** A webhook subscription of the account. */
export interface Subscription extends SubscriptionRequest {
	readonly id: string;
	readonly createdAt: number;
	readonly deletedAt: number | null;
}

/** The subscriptions of the account; deleted ones stay listed with their `deletedAt`. */
export class Subscriptions {
	private readonly byId = new Map<string, Subscription>();

	/** Adds a subscription; the same event and url twice make two. */
	create(request: SubscriptionRequest, createdAt: number): Subscription {
		const subscription = { ...request, id: randomUUID(), createdAt, deletedAt: null };
		this.byId.set(subscription.id, subscription);
		return subscription;
	}

	/** All subscriptions, oldest first, deleted ones too. */
	all(): Subscription[] {
		return [...this.byId.values()];
	}

	/** The subscription with this id, deleted or not, or the 404. */
	get(id: string): Subscription {
		const subscription = this.byId.get(id);
		if (!subscription) throw notFound('Webhook subscription');
		return subscription;
	}

	/** Marks a subscription as deleted; 404 when it already is. */
	delete(id: string, deletedAt: number): void {
		const subscription = this.get(id);
		if (subscription.deletedAt !== null) throw notFound('Webhook subscription');
		this.byId.set(id, { ...subscription, deletedAt });
	}

	/** The live subscriptions that a completed call is sent to. */
	interestedIn(
		payload: Readonly<Record<string, unknown>>,
		conversionOutcomes: readonly string[],
	): Subscription[] {
		const disposition = payload.disposition;
		const isConversion =
			typeof disposition === 'string' && conversionOutcomes.includes(disposition);
		return this.all().filter(
			({ event, filters, deletedAt }) =>
				deletedAt === null &&
				(event === 'call.completed' || event === `call.completed.${disposition}`) &&
				passes(filters ?? {}, payload, isConversion),
		);
	}

	/** Removes all subscriptions. */
	clear(): void {
		this.byId.clear();
	}
}
