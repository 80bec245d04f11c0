import { Problem } from '../calls/problem';
import { subscriptionRequest, type Subscription } from '../webhooks/subscriptions';
import { ACCOUNT_ID, API_KEY_ID, type World } from '../world';
import { json } from './answer';
import { parseBody } from './jsonBody';
import type { ApiRoute } from './serve';

/** The account's webhook subscriptions. Only POST is documented; GET and DELETE are our reading. */
export function webhookRoutes({ subscriptions, clock, settings }: World): ApiRoute[] {
	const refuseIfSet = (operation: 'create' | 'read' | 'delete') => {
		const status = settings.subscriptionStatus[operation];
		if (status !== null) throw new Problem(status, 'Refused', 'The sandbox is set to refuse this');
	};
	return [
		{
			method: 'POST',
			url: '/v1/webhooks',
			scope: 'calls:write',
			isKeyed: true,
			run({ body }) {
				refuseIfSet('create');
				const request = parseBody(subscriptionRequest, body);
				return json(201, view(subscriptions.create(request, clock.now())));
			},
		},
		{
			method: 'GET',
			url: '/v1/webhooks',
			scope: 'calls:read',
			run() {
				refuseIfSet('read');
				return json(200, { data: subscriptions.all().map(view), next_cursor: null });
			},
		},
		{
			method: 'GET',
			url: '/v1/webhooks/:id',
			scope: 'calls:read',
			run({ params }) {
				refuseIfSet('read');
				return json(200, view(subscriptions.get(params.id!)));
			},
		},
		{
			method: 'DELETE',
			url: '/v1/webhooks/:id',
			scope: 'calls:write',
			run({ params }) {
				refuseIfSet('delete');
				subscriptions.delete(params.id!, clock.now());
				return json(200, { ok: true });
			},
		},
	];
}

function view(subscription: Subscription): Record<string, unknown> {
	const { id, event, url, filters, deletedAt, createdAt } = subscription;
	return {
		id,
		account_id: ACCOUNT_ID,
		event,
		url,
		filters: filters ?? {},
		deleted_at: deletedAt === null ? null : new Date(deletedAt).toISOString(),
		created_by_api_key_id: API_KEY_ID,
		created_at: new Date(createdAt).toISOString(),
	};
}
