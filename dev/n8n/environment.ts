import { delimiter, dirname } from 'node:path';
import { freePort } from './freePort';
import type { InstalledN8n } from './install';

/** The only environment variables of this process that n8n gets; others could change what it does. */
const INHERITED = ['HOME', 'USERPROFILE', 'SystemRoot', 'TMPDIR', 'TEMP', 'LANG', 'TZ'];

const SETTINGS: Record<string, string> = {
	// A fixed key, so that an n8n started again on the same folder can read its credentials.
	N8N_ENCRYPTION_KEY: 'n8n-nodes-topcalls-test-key',
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	N8N_HOST: '127.0.0.1',
	// The editor is served over plain http.
	N8N_SECURE_COOKIE: 'false',
	N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',

	// No requests to the outside.
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_AI_GATEWAY_ENABLED: 'false',
	EXTERNAL_FRONTEND_HOOKS_URLS: '',

	// Community packages are loaded, but the catalog of the verified ones is not fetched.
	N8N_COMMUNITY_PACKAGES_ENABLED: 'true',
	N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
};

/** These modules send requests to the outside, and replace the list of workflows by an assistant; n8n 1.x does not have them. */
const UNWANTED_MODULES = 'mcp-registry,instance-ai';

/** All environment variables of an n8n with the given folder and port. */
export async function n8nEnvironment(
	{ version, node }: InstalledN8n,
	userFolder: string,
	port: number,
): Promise<NodeJS.ProcessEnv> {
	const url = `http://127.0.0.1:${port}/`;
	return {
		...Object.fromEntries(INHERITED.map((name) => [name, process.env[name]])),
		...SETTINGS,
		...(!version.startsWith('1.') && { N8N_DISABLED_MODULES: UNWANTED_MODULES }),
		// n8n's task runner and npm need the same Node as n8n.
		PATH: `${dirname(node)}${delimiter}${process.env.PATH}`,
		N8N_USER_FOLDER: userFolder,
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		// A worker in queue mode serves only its health check, on this port.
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(port),
		N8N_EDITOR_BASE_URL: url,
		N8N_WEBHOOK_URL: url,
		// The same for n8n 1.x.
		WEBHOOK_URL: url,
	};
}
