import type { IDataObject } from 'n8n-workflow';

import type { Subscription } from '../api/subscriptions';
import { LifecycleProblem } from './source';

/** What the user set about the calls of the account. */
export interface AccountFilters {
	/** Separated by commas; empty for all. */
	dispositions: string;
	onlyConversions: boolean;
	/** With `%` for any characters; empty for all. */
	phoneNumberPattern: string;
}

/**
 * The subscriptions that bring just the calls the user wants: one for each disposition, since TopCalls
 * has one event per subscription.
 *
 * Follows https://docs.topcalls.ai/api-reference/webhooks/create-a-webhook-subscription.
 *
 * @throws LifecycleProblem
 */
export function wantedSubscriptions(
	{ dispositions, onlyConversions, phoneNumberPattern }: AccountFilters,
	url: string,
): Subscription[] {
	const filters: IDataObject = {
		...(onlyConversions && { is_conversion: true }),
		...(phoneNumberPattern.trim() !== '' && { phone_number: phoneNumberPattern.trim() }),
	};
	const common = Object.keys(filters).length > 0 ? { url, filters } : { url };
	const names = new Set(dispositions.split(',').map(dispositionName).filter(Boolean));
	if (names.size === 0) return [{ event: 'call.completed', ...common }];
	return [...names].map((name) => ({ event: `call.completed.${name}`, ...common }));
}

function dispositionName(text: string): string {
	const name = text
		.trim()
		.toLowerCase()
		.replace(/[\s-]+/g, '_');
	if (/^[a-z0-9_]*$/.test(name)) return name;
	throw new LifecycleProblem(
		`Dispositions: “${text.trim()}” cannot be the name of a disposition`,
		'Give the names as TopCalls shows them, such as booked_callback, separated by commas.',
	);
}
