import { step, type Scene } from '../../support/editor/scene';

/** A result is mapped into the next node before anybody was called. */
export function outputPreview(scene: () => Scene): void {
	step(
		'offers its fields to the next node before it ran',
		scene,
		async ({ editor, environment }) => {
			environment.sandbox.reset();
			await editor.newWorkflow();
			await editor.find('TopCalls');
			await editor.choose('Make a phone call and wait for the transcript');
			await editor.panel.fill('phoneNumber', '+14155550101');
			await editor.panel.fill('task', 'Ask whether the appointment tomorrow at 3 PM still suits.');
			await editor.panel.close();

			await editor.addAfter('Make a phone call and wait for the transcript', 'Edit Fields (Set)');

			const { panel } = editor;
			for (const field of ['outcome', 'call_summary', 'transcript_text', 'recording_url']) {
				await panel.inputField(field).waitFor();
			}
			await editor.pictures.of(panel.root, 'map-before-a-run');
		},
	);

	step('and lets them be dragged, with nobody called', scene, async ({ editor, environment }) => {
		const { panel } = editor;
		await panel.assign('transcript_text');

		await panel.assignments.getByText('{{ $json.transcript_text }}').waitFor();
		await editor.pictures.of(panel.root, 'mapped-before-a-run');
		await panel.close();
		expect(environment.sandbox.requestCounts()['POST /v1/calls']).toBeUndefined();
	});
}
