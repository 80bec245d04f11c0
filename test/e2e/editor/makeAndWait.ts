import { step, type EditorSession } from '../../support/editor/editorSession';

export function makeAndWait(session: () => EditorSession): void {
	step('needs nothing but a number and a task', session, async ({ editor, environment }) => {
		environment.sandbox.reset();
		await editor.newWorkflow();
		await editor.find('TopCalls');
		await editor.choose('Make a phone call and wait for the transcript');

		await editor.panel.fill('phoneNumber', '+14155550102');
		await editor.panel.fill(
			'task',
			'Ask whether the appointment tomorrow at 3 PM still suits. Be brief and friendly.',
		);
		expect(await editor.panel.field('operation').locator('input').inputValue()).toBe(
			'Make and Wait for Result',
		);
	});

	step(
		'shows that it waits until the call has ended',
		session,
		async ({ editor: { panel, pictures }, environment }) => {
			await panel.execute();

			await panel.output
				.getByText('The workflow continues automatically when the call ends')
				.waitFor();
			await pictures.of(panel.root, 'make-and-wait-waiting');
			expect(environment.sandbox.calls()).toMatchObject([{}]);
		},
	);

	step(
		'then continues with transcript, summary and outcome',
		session,
		async ({ editor, environment }) => {
			const { panel, pictures } = editor;
			environment.sandbox.advance(120_000);

			await panel.showAs('json');
			for (const part of ['"completed"', '"call_summary"', '"transcript_text"']) {
				await panel.output.getByText(part).first().waitFor();
			}
			await panel.hint('While this output is pinned').waitFor();
			await pictures.of(panel.root, 'make-and-wait');
			await panel.close();
			await pictures.ofCanvas('make-and-wait-canvas');
		},
	);
}
