import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { campaignChange, campaignSetup } from '../campaigns/campaign';
import type { Dashboard } from '../dashboard';
import { phoneNumberSetup } from '../phoneNumbers/phoneNumbers';
import { parseBody } from './jsonBody';

const listSetup = z.object({ name: z.string().min(1) });

type WithId = { Params: { id: string } };

/** Makes `/_sandbox/dashboard/…` do what the methods of the dashboard do, for other processes. */
export function addDashboardRoutes(app: FastifyInstance, dashboard: Dashboard): void {
	const at = (path: string) => `/_sandbox/dashboard/${path}`;

	app.get(at('lists'), async () => dashboard.lists());
	app.post(at('lists'), async ({ body }) => dashboard.createList(parseBody(listSetup, body).name));
	app.get(at('campaigns'), async () => dashboard.campaigns());
	app.post(at('campaigns'), async ({ body }) =>
		dashboard.createCampaign(parseBody(campaignSetup, body)),
	);
	app.patch<WithId>(at('campaigns/:id'), async ({ params, body }) =>
		dashboard.changeCampaign(params.id, parseBody(campaignChange, body)),
	);
	app.post<WithId>(at('campaigns/:id/stop'), async ({ params }) => {
		dashboard.stopCampaign(params.id);
		return { ok: true };
	});
	app.post(at('phone-numbers'), async ({ body }) =>
		dashboard.addPhoneNumber(parseBody(phoneNumberSetup, body)),
	);
	app.get(at('leads'), async () => dashboard.leads());
	app.get(at('delete-jobs'), async () => dashboard.deleteJobs());
	app.get(at('lead-stats'), async () => dashboard.leadStats());
	app.get(at('calls-by-number'), async () => dashboard.callsByNumber());
}
