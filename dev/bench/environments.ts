import type { Progress } from '../n8n';
import { openStage, type Stage, type StageOptions } from '../environment';

/** The n8ns and sandboxes of the rows. `closeAll` closes everything that was opened. */
export class Environments {
	private sharedStage?: Promise<Stage>;
	private readonly open = new Set<Stage>();

	constructor(
		/** Tarball of this package. */
		readonly tarball: string,
		readonly progress: Progress,
		/** Whether rows that take long measure less. */
		readonly isQuick = false,
	) {}

	/** The n8n and the sandbox that rows use one after the other. */
	async shared(): Promise<Stage> {
		this.sharedStage ??= this.own();
		return await this.sharedStage;
	}

	/** An n8n and a sandbox for one measurement; the caller closes them with `close`. */
	async own(options: Partial<StageOptions> = {}): Promise<Stage> {
		const stage = await openStage({
			communityPackage: this.tarball,
			...options,
			// Time stands still unless a row moves it: otherwise the sandbox would take CPU time from both sides.
			sandbox: { speed: 0, ...options.sandbox },
		});
		this.open.add(stage);
		return stage;
	}

	async close(stage: Stage): Promise<void> {
		this.open.delete(stage);
		await stage.close();
	}

	async closeAll(): Promise<void> {
		for (const stage of this.open) await this.close(stage);
		this.sharedStage = undefined;
	}
}
