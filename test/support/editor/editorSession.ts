import type { Environment } from '../../../dev/environment';
import type { Editor } from './editor';

/** The editor of a running n8n, which tests use one after the other. */
export interface EditorSession {
	environment: Environment;
	editor: Editor;
}

/** A jest test in the editor; when it fails, it saves a screenshot. */
export function step(
	title: string,
	session: () => EditorSession,
	body: (session: EditorSession) => Promise<void>,
	timeoutMs?: number,
) {
	test(
		title,
		async () => {
			const { editor } = session();
			try {
				await body(session());
			} catch (error) {
				console.error(`See ${await editor.pictures.ofFailure(title)}`);
				throw error;
			}
		},
		timeoutMs,
	);
}
