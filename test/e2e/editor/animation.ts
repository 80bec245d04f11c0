import { Animation } from '../../support/editor/animation';
import { step, type EditorSession } from '../../support/editor/editorSession';
import { exampleNamed } from '../../../dev/environment';

const NOTE = 'n8n-nodes-base.stickyNote';
/** How much of the live page is to be seen: its tiles and four calls. */
const LIVE_HEIGHT = 470;
/** Sandbox time between two frames. */
const STEP_MS = 6_000;
const PATIENCE_MS = 300_000;

/** The first picture of the README: a list of people is called, and each outcome goes its own way. */
export function animation(session: () => EditorSession): void {
	step(
		'a list is called, and the outcomes go their ways',
		session,
		async ({ editor, environment }) => {
			const { client, credential, sandbox } = environment;
			const { nodes, ...example } = exampleNamed('appointment-reminder');
			const withoutNotes = nodes.filter(({ type }) => type !== NOTE);
			sandbox.reset();
			await editor.openWorkflow(
				await client.createWorkflow({ ...example, nodes: withoutNotes }, [credential]),
			);
			const area = await editor.pictures.fittedCanvas();
			const live = await editor.openBeside(sandbox.url, {
				width: Math.round(area.width),
				height: LIVE_HEIGHT,
			});
			const picture = new Animation(editor.pictures, area, live);

			await picture.addFrame(1_500);
			await editor.executeWorkflow();
			await live.locator('tr.call').nth(3).waitFor();
			await picture.addFrame(1_000);
			while (sandbox.calls().some(({ processed }) => !processed)) {
				sandbox.advance(STEP_MS);
				await picture.addFrame(700);
			}
			await editor.node('Note for the CRM').getByTestId('canvas-node-status-success').waitFor();
			await picture.addFrame(4_000);
			await picture.save('call-a-list');
		},
		PATIENCE_MS,
	);
}
