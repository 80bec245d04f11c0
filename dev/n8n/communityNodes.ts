import type { Owner } from './client';
import { RestSession } from './restSession';

/** A package as n8n's page lists it. */
export interface InstalledPackage {
	packageName: string;
	installedVersion: string;
	/** The newer version that npm has. */
	updateAvailable?: string;
	/** Whether n8n could not load it when it started. */
	failedLoading?: boolean;
	installedNodes: Array<{ name: string; type: string }>;
}

/** n8n's page Settings › Community nodes, through the REST API that the editor uses. */
export class CommunityNodes {
	private constructor(private readonly rest: RestSession) {}

	/** Logs in to the n8n at `url`, which must be able to reach an npm registry. */
	static async of(url: string, { email, password }: Owner): Promise<CommunityNodes> {
		const rest = new RestSession(url);
		await rest.request('POST', '/login', { emailOrLdapLoginId: email, password });
		return new CommunityNodes(rest);
	}

	async list(): Promise<InstalledPackage[]> {
		return await this.rest.request('GET', '/community-packages');
	}

	/** Installs the latest version. */
	async install(name: string): Promise<InstalledPackage> {
		return await this.rest.request('POST', '/community-packages', { name });
	}

	/** Clicks “Update”: installs the latest version over the installed one. */
	async update(name: string): Promise<InstalledPackage> {
		return await this.rest.request('PATCH', '/community-packages', { name });
	}

	async uninstall(name: string): Promise<void> {
		await this.rest.request('DELETE', `/community-packages?name=${name}`);
	}
}
