import { homedir } from 'node:os';
import { join } from 'node:path';

/** The n8n that the tests and the demo run; N8N_VERSION chooses another. */
export const DEFAULT_VERSION = process.env.N8N_VERSION ?? '2.41.1';

/** npm overrides that a release needs to install; other releases need none. */
const OVERRIDES: Record<string, Record<string, string>> = {
	// This release downloads xlsx from a host outside the npm registry.
	'1.123.81': { xlsx: '0.18.5' },
};

/** The overrides for package.json with which a release of n8n installs. */
export function overridesOf(version: string): Record<string, string> {
	return OVERRIDES[version] ?? {};
}

/** The folder in which a release of n8n is installed once, for all runs; N8N_CACHE changes it. */
export function cacheFolderOf(version: string): string {
	const caches = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
	return join(process.env.N8N_CACHE ?? join(caches, 'n8n-nodes-topcalls'), `n8n-${version}`);
}
