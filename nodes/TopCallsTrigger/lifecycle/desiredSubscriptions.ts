import type { IDataObject } from 'n8n-workflow';

import type { Subscription } from '../../shared/webhook/subscriptions';
import { dispositionsOf, type AccountFilters } from './accountFilters';

/** Marks the URL of a subscription to conversions, because the event itself may not show that it is one. */
export const CONVERSIONS_MARK = 'conversions=only';

/**
 * The subscriptions for the calls that the user wants: one for each disposition, since TopCalls has one event per
 * subscription.
 *
 * Follows https://docs.topcalls.ai/api-reference/webhooks/create-a-webhook-subscription.
 *
 * @throws UserError
 */
export function desiredSubscriptions(wanted: AccountFilters, url: string): Subscription[] {
	const { onlyConversions, phoneNumberPattern } = wanted;
	const filters: IDataObject = {
		...(onlyConversions && { is_conversion: true }),
		...(phoneNumberPattern.trim() !== '' && { phone_number: phoneNumberPattern.trim() }),
	};
	const target = onlyConversions ? `${url}?${CONVERSIONS_MARK}` : url;
	const common = { url: target, ...(Object.keys(filters).length > 0 && { filters }) };
	const names = dispositionsOf(wanted);
	if (names.length === 0) return [{ event: 'call.completed', ...common }];
	return names.map((name) => ({ event: `call.completed.${name}`, ...common }));
}
