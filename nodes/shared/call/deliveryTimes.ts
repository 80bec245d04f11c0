/** TopCalls delivers an event again after 1, 5, 15 and 60 minutes, and waits for each answer: about 81 minutes. */
export const DELIVERED_WITHIN_MS = 2 * 3_600_000;

/** The last delivery of an event comes later after the first than this, from whichever delivery its delay counts. */
export const LAST_DELIVERY_AFTER_MS = 55 * 60_000;

/** How old a dated end of a call may be to count as a first delivery: for so long n8n or TopCalls may be down. */
export const LATE_END_MS = 24 * 3_600_000;

/** How long after its creation a call may end. It may wait in a queue for days; TopCalls documents no limit. */
export const MAX_OPEN_MS = 7 * 24 * 3_600_000;

/** How long the webhook trigger remembers what started an execution: for as long as it would accept it again. */
export const REMEMBERED_MS = Math.max(DELIVERED_WITHIN_MS, LATE_END_MS, MAX_OPEN_MS);
