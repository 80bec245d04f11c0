import {
	contentOf,
	type CreatedSubscription,
	type Subscription,
} from '../../shared/webhook/subscriptions';

/**
 * Compares the desired subscriptions with the existing ones.
 *
 * @param there any order, an ID perhaps twice
 * @returns `kept` to keep, `missing` to create, `unwanted` to delete
 */
export function reconcile(
	wanted: Subscription[],
	there: CreatedSubscription[],
): { kept: CreatedSubscription[]; missing: Subscription[]; unwanted: CreatedSubscription[] } {
	const unwanted = new Map(there.map((made) => [made.id, made]));
	const kept: CreatedSubscription[] = [];
	const missing: Subscription[] = [];
	for (const subscription of wanted) {
		const content = contentOf(subscription);
		const found = [...unwanted.values()].find((made) => contentOf(made) === content);
		if (found) {
			kept.push(found);
			unwanted.delete(found.id);
		} else missing.push(subscription);
	}
	return { kept, missing, unwanted: [...unwanted.values()] };
}
