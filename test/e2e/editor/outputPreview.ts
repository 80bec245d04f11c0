import { step, type EditorSession } from '../../support/editor/editorSession';

const FIELDS = {
	phoneNumber: '+14155550101',
	task: 'Ask whether the appointment tomorrow at 3 PM still suits.',
};

/** A result is mapped into the next node before anybody was called. */
export function outputPreview(session: () => EditorSession): void {
	let clicks: () => Promise<number>;
	let start: number;

	step(
		'offers its fields to the next node before it ran',
		session,
		async ({ editor, environment }) => {
			environment.sandbox.reset();
			await editor.newCanvas();
			clicks = await editor.countClicks();
			start = Date.now();
			await editor.addFirstStep();
			await editor.find('TopCalls');
			await editor.choose('Make a phone call and wait for the transcript');
			for (const [name, text] of Object.entries(FIELDS)) await editor.panel.fill(name, text);
			await editor.panel.close();

			await editor.addAfter('Make a phone call and wait for the transcript', 'Edit Fields (Set)');

			const { panel } = editor;
			for (const field of ['outcome', 'call_summary', 'transcript_text', 'recording_url']) {
				await panel.inputField(field).waitFor();
			}
			await editor.pictures.of(panel.root, 'map-before-a-run');
		},
	);

	step('and lets them be dragged, with nobody called', session, async ({ editor, environment }) => {
		const { panel } = editor;
		await panel.assign('transcript_text');

		await panel.assignments.getByText('{{ $json.transcript_text }}').waitFor();
		const total = (await clicks()) + Object.keys(FIELDS).length;
		const seconds = ((Date.now() - start) / 1_000).toFixed(1);
		console.log(`Mapping transcript_text before a run: ${total} clicks, ${seconds} s, 0 calls.`);
		expect(total).toBeLessThan(15);
		await editor.pictures.of(panel.root, 'mapped-before-a-run');
		await panel.close();
		expect(environment.sandbox.requestCounts()['POST /v1/calls']).toBeUndefined();
	});
}
