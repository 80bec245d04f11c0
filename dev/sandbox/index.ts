import { createApiServer } from './http/apiServer';
import { addDashboardRoutes } from './http/dashboardRoutes';
import { addInspectionRoutes } from './http/inspectionRoutes';
import { StorageHost } from './http/storageHost';
import { addPageRoutes } from './page/pageRoutes';
import { Sandbox } from './sandbox';
import { DEFAULT_SETTINGS, type SandboxSettings } from './settings';
import { World } from './world';

export { FIRST_CAMPAIGN_ID } from './campaigns/campaigns';
export { fictionalNumbers } from './fictionalNumbers';
export { FIRST_LIST, OTHER_LIST } from './leads/leadLists';

export type { Dashboard, LeadCall, LeadStats } from './dashboard';
export type { FaultAction, FaultMatch, FaultRule } from './http/faults';
export type { LoggedRequest } from './http/requestLog';
export type { Condition, Counts, Inspection, PlacedCall } from './inspection';
export type { Sandbox } from './sandbox';
export type { SandboxSettings, SignatureSettings } from './settings';
export type { Delivery } from './webhooks/webhookDispatcher';

/** A TopCalls API on loopback that does not listen yet; unless told otherwise 20 times as fast as real time. */
export function createSandbox(settings: Partial<SandboxSettings> = {}): Sandbox {
	const world = new World({ ...structuredClone(DEFAULT_SETTINGS), ...settings });
	const app = createApiServer(world);
	const sandbox = new Sandbox(world, app, new StorageHost(world));
	addInspectionRoutes(app, sandbox);
	addDashboardRoutes(app, sandbox.dashboard);
	addPageRoutes(app, world);
	return sandbox;
}

/** Starts a TopCalls API on loopback, without settings on a free port. */
export async function startSandbox(settings: Partial<SandboxSettings> = {}): Promise<Sandbox> {
	const sandbox = createSandbox(settings);
	await sandbox.start();
	return sandbox;
}
