/** TopCalls delivers an event again after 1, 5, 15 and 60 minutes, and waits for each answer: about 81 minutes. */
export const DELIVERED_WITHIN_MS = 2 * 3_600_000;

/** How long the webhook trigger remembers the events that started an execution, which is longer than they are delivered. */
export const REMEMBERED_MS = 24 * 3_600_000;
