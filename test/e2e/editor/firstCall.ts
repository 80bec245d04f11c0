import { step, type EditorSession } from '../../support/editor/editorSession';

export function firstCall(session: () => EditorSession): void {
	step('takes a newcomer less than ten clicks', session, async ({ editor, environment }) => {
		const { panel } = editor;
		await editor.newCanvas();
		const clicks = await editor.countClicks();
		const start = Date.now();

		await editor.addFirstStep();
		await editor.find('TopCalls');
		await editor.choose('Make a phone call and wait for the transcript');
		const fields = {
			phoneNumber: '+14155550102',
			task: 'Ask how the day was, and say goodbye.',
		};
		for (const [name, text] of Object.entries(fields)) await panel.fill(name, text);
		await panel.execute();
		await environment.sandbox.waitFor(() => environment.sandbox.placed() === 1);
		const placedMs = Date.now() - start;

		await panel.output.getByText('The workflow continues automatically').waitFor();
		environment.sandbox.advance(120_000);
		await panel.showAs('json');
		await panel.output.getByText('"completed"').first().waitFor();
		const total = (await clicks()) + Object.keys(fields).length;
		console.log(
			`First call: ${total} clicks, ${seconds(placedMs)} s to the call, ${seconds(Date.now() - start)} s to its transcript; the call itself took no time, and nobody had to think.`,
		);
		expect(total).toBeLessThan(10);
		await panel.close();
	});
}

function seconds(milliseconds: number): string {
	return (milliseconds / 1_000).toFixed(1);
}
