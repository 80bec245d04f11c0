import type { Progress } from '../n8n';
import { openStage, type Stage, type StageOptions } from '../environment';

/** What the rows work with. Everything that was opened is closed at the end. */
export class Workshop {
	private shared?: Promise<Stage>;
	private readonly open = new Set<Stage>();

	constructor(
		/** Tarball of this package. */
		readonly tarball: string,
		readonly progress: Progress,
	) {}

	/** The n8n and the sandbox that rows use one after the other. */
	async stage(): Promise<Stage> {
		this.shared ??= this.ownStage();
		return await this.shared;
	}

	/** An n8n and a sandbox for one measurement; the caller closes them with `close`. */
	async ownStage(options: Partial<StageOptions> = {}): Promise<Stage> {
		const stage = await openStage({
			communityPackage: this.tarball,
			...options,
			// Time stands still unless a row moves it: what the sandbox does by itself would cost both sides.
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
		this.shared = undefined;
	}
}
