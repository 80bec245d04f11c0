import type { Lead } from '../leads/lead';
import type { Leads } from '../leads/leads';

/** How far a campaign has come through its lists. */
export class Progress {
	/** Calls that have not ended, and calls that have not been processed. */
	open = 0;
	unprocessed = 0;
	/** True while calls are being placed, so that a call that ends at once does not start it again. */
	isPlacing = false;
	readonly called = new Set<string>();
	/** Leads that are not called: unsubscribed, or with a number that no call can go to. */
	readonly skipped = new Set<string>();
	private readonly positions = new Map<string, number>();

	/** The lead to be called next, who stays the next until called or skipped; null when there is none. */
	next(listIds: readonly string[], leads: Leads): Lead | null {
		for (const listId of listIds) {
			const joined = leads.joined(listId);
			for (let place = this.positions.get(listId) ?? 0; place < joined.length; place += 1) {
				this.positions.set(listId, place);
				const lead = leads.find(joined[place]!);
				if (!lead?.listIds.includes(listId)) continue;
				if (this.called.has(lead.id) || this.skipped.has(lead.id)) continue;
				return lead;
			}
			this.positions.set(listId, joined.length);
		}
		return null;
	}
}
