import { createApiServer } from './http/apiServer';
import { addDashboardRoutes } from './http/dashboardRoutes';
import { addInspectionRoutes } from './http/inspectionRoutes';
import { StorageHost } from './http/storageHost';
import { addPageRoutes } from './page/pageRoutes';
import { Sandbox } from './sandbox';
import { DEFAULT_SETTINGS, type SandboxSettings } from './settings';
import { World } from './world';

export { FIRST_CAMPAIGN_ID } from './campaigns/campaigns';
export { FIRST_LIST } from './leads/leadLists';

export type { Dashboard, LeadCall, LeadStats } from './dashboard';
export type { FaultAction, FaultMatch, FaultRule } from './http/faults';
export type { LoggedRequest } from './http/requestLog';
export type { Condition, Counts, Inspection, PlacedCall } from './inspection';
export type { Sandbox } from './sandbox';
export type { SandboxSettings, SignatureSettings } from './settings';
export type { Delivery } from './webhooks/postOffice';

/** Starts a TopCalls API on loopback; without settings on a free port, 20 times as fast as real time. */
export async function startSandbox(settings: Partial<SandboxSettings> = {}): Promise<Sandbox> {
	const world = new World({ ...structuredClone(DEFAULT_SETTINGS), ...settings });
	const app = createApiServer(world);
	const storage = new StorageHost(world);
	const sandbox = new Sandbox(world, storage, async () => {
		world.clear();
		await Promise.all([app.close(), storage.stop()]);
	});
	addInspectionRoutes(app, sandbox);
	addDashboardRoutes(app, sandbox.dashboard);
	addPageRoutes(app, world);
	world.hosts.api = await app.listen({ port: world.settings.port, host: '127.0.0.1' });
	world.hosts.storage = await storage.listen();
	return sandbox;
}
