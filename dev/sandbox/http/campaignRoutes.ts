import type { World } from '../world';
import { json } from './answer';
import { detailReply, listReply } from './envelope';
import type { ApiRoute } from './serve';

/** The campaigns of the account: watching, starting and pausing them. */
export function campaignRoutes(world: World): ApiRoute[] {
	const { campaigns, settings } = world;
	return [
		{
			method: 'GET',
			url: '/v1/campaigns',
			scope: 'campaigns:read',
			run({ query }) {
				const views = campaigns.all().map((campaign) => world.campaignView(campaign));
				return json(200, listReply(settings.listEnvelope, 'campaigns', views, query));
			},
		},
		{
			method: 'GET',
			url: '/v1/campaigns/:id',
			scope: 'campaigns:read',
			run({ params }) {
				const view = world.campaignView(campaigns.get(params.id!));
				return json(200, detailReply(settings.detailEnvelope, 'campaign', view));
			},
		},
		{
			method: 'POST',
			url: '/v1/campaigns/:id/start',
			scope: 'campaigns:write',
			isKeyed: true,
			run({ params }) {
				campaigns.start(params.id!);
				return json(200, { ok: true });
			},
		},
		{
			method: 'POST',
			url: '/v1/campaigns/:id/pause',
			scope: 'campaigns:write',
			isKeyed: true,
			run({ params }) {
				campaigns.pause(params.id!);
				return json(200, { ok: true });
			},
		},
	];
}
