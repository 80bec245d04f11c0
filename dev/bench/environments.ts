import type { Progress } from '../n8n';
import { openEnvironment, type Environment, type EnvironmentOptions } from '../environment';

/** The n8ns and sandboxes of the rows. `closeAll` closes everything that was opened. */
export class Environments {
	private sharedEnvironment?: Promise<Environment>;
	private readonly open = new Set<Environment>();

	constructor(
		/** Tarball of this package. */
		readonly tarball: string,
		readonly progress: Progress,
	) {}

	/** The n8n and the sandbox that rows use one after the other. */
	async shared(): Promise<Environment> {
		this.sharedEnvironment ??= this.own();
		return await this.sharedEnvironment;
	}

	/** An n8n and a sandbox for one measurement; the caller closes them with `close`. */
	async own(options: Partial<EnvironmentOptions> = {}): Promise<Environment> {
		const environment = await openEnvironment({
			communityPackage: this.tarball,
			...options,
			// Time stands still unless a row moves it: otherwise the sandbox would take CPU time from both sides.
			sandbox: { speed: 0, ...options.sandbox },
		});
		this.open.add(environment);
		return environment;
	}

	async close(environment: Environment): Promise<void> {
		this.open.delete(environment);
		await environment.close();
	}

	async closeAll(): Promise<void> {
		for (const environment of this.open) await this.close(environment);
		this.sharedEnvironment = undefined;
	}
}
