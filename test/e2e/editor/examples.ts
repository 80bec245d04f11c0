import { startExampleModel, type ExampleModel } from '../../../dev/model/exampleModel';
import { step, type EditorSession } from '../../support/editor/editorSession';
import { exampleNamed, exampleNames, importExamples } from '../../../dev/environment';

/** Notes on the canvas, which are nodes in the file only. */
const NOTE = 'n8n-nodes-base.stickyNote';

export function examples(session: () => EditorSession): void {
	let model: ExampleModel | undefined;

	beforeAll(async () => {
		const { editor, environment } = session();
		model = await startExampleModel(environment.client);
		await importExamples(environment, model.credential);
		await editor.openWorkflows();
	});
	afterAll(async () => await model?.stop());

	for (const file of exampleNames()) {
		step(`${file} opens whole, with nothing left to fill in`, session, async ({ editor }) => {
			const example = exampleNamed(file);

			await editor.pickWorkflow(example.name);

			for (const { name, type } of example.nodes) {
				if (type !== NOTE) await editor.node(name).waitFor();
			}
			expect(await editor.byId('node-issues').count()).toBe(0);
			await editor.pictures.ofCanvas(`examples/${file}`);
		});
	}
}
