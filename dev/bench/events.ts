import { setTimeout as delay } from 'node:timers/promises';
import type { PlacedCall } from '../sandbox';
import { sendEach } from './sendEach';

export const EVENTS_PER_SECOND = 100;
export const IN_A_BURST = 100;
/** TopCalls delivers an event again that was not answered in time. */
export const ANSWER_MS = 30_000;

/** Delivers the events of the end of calls, each by `post`. */
export type Delivery = (calls: PlacedCall[], post: Post) => Promise<void>;
type Post = (call: PlacedCall) => Promise<void>;

/** Posts the event of the end of a call as TopCalls does; returns whether n8n took it. */
export async function isTaken({ id, phoneNumber, request }: PlacedCall): Promise<boolean> {
	const body = { event: 'call.completed', call_id: id, phone_number: phoneNumber };
	try {
		const response = await fetch(String(request?.webhook_url), {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
			signal: AbortSignal.timeout(ANSWER_MS),
		});
		await response.arrayBuffer();
		return response.ok;
	} catch {
		return false;
	}
}

/** Begins a delivery every hundredth of a second, however long the earlier ones take. */
export async function atRate(calls: PlacedCall[], post: Post): Promise<void> {
	const start = Date.now();
	const posted = calls.map(async (call, index) => {
		await delay(start + (index / EVENTS_PER_SECOND) * 1_000 - Date.now());
		await post(call);
	});
	await Promise.all(posted);
}

/** Delivers so many at a time, in another order than the calls were made. */
export async function inBurst(calls: PlacedCall[], post: Post): Promise<void> {
	await sendEach(shuffled(calls), IN_A_BURST, post);
}

/** In the same other order each time. */
function shuffled<T>(values: T[]): T[] {
	const step = 389;
	return values.map((_, index) => values[(index * step) % values.length] as T);
}
