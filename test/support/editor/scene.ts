import type { Environment } from '../../../dev/environment';
import type { Editor } from './editor';

/** The editor of a running n8n, which tests use one after the other. */
export interface Scene {
	environment: Environment;
	editor: Editor;
}

/** A jest test in the editor; when it fails, it saves a screenshot. */
export function step(
	title: string,
	scene: () => Scene,
	body: (scene: Scene) => Promise<void>,
	timeoutMs?: number,
) {
	test(
		title,
		async () => {
			const { editor } = scene();
			try {
				await body(scene());
			} catch (error) {
				console.error(`See ${await editor.pictures.ofFailure(title)}`);
				throw error;
			}
		},
		timeoutMs,
	);
}
