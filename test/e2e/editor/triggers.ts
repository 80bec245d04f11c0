import { step, type EditorSession } from '../../support/editor/editorSession';
import { TASK } from '../../../dev/environment';

const NUMBER = '+14155550103';

export function triggers(session: () => EditorSession): void {
	step('are offered by the events they hear', session, async ({ editor, environment }) => {
		environment.sandbox.reset();
		await editor.newWorkflow();
		await editor.find('TopCalls');

		await editor.action('On call completed').waitFor();
		await editor.action('On call failed').waitFor();
		expect(await editor.action('On campaign completed').count()).toBe(0);
		await editor.pictures.of(editor.nodesPanel, 'nodes-panel-triggers');
	});

	step('TopCalls Trigger says which URL to copy, and when', session, async ({ editor }) => {
		const { panel, pictures } = editor;
		await editor.choose('On call completed');

		await panel.root.getByText('paste the production URL').waitFor();
		await panel.root.getByText('Webhook URLs', { exact: true }).first().click();
		await panel.root.getByText('Production URL', { exact: true }).click();
		await panel.root.getByText(/\/webhook\/\S+/).waitFor();
		await panel.root.getByText('Call Completed', { exact: true }).waitFor();
		await panel.addSelection('events', 'Call Failed');
		await pictures.of(panel.root, 'trigger');
	});

	step('TopCalls Trigger hears a test event', session, async ({ editor, environment }) => {
		const { panel, pictures } = editor;
		await panel.root.getByText('Test URL', { exact: true }).click();
		const testUrl = await panel.root.getByText(/\/webhook-test\/\S+/).innerText();
		await panel.listen();
		await panel.root.getByText('Listening for test event').waitFor();

		await placeCall(environment, { webhook_url: testUrl.trim() });
		environment.sandbox.advance(120_000);

		await panel.showAs('json');
		await panel.output.getByText('"call.completed"').waitFor();
		await panel.showAs('table');
		await pictures.of(panel.root, 'trigger-test-event');
		await panel.close();
	});

	step('TopCalls Trigger shows no URL when there is none to copy', session, async ({ editor }) => {
		const { panel, pictures } = editor;
		await editor.openPanel('TopCalls Trigger');
		await panel.root.getByText('Webhook URLs', { exact: true }).first().waitFor();

		await panel.select('source', 'All Completed Calls of the Account');

		await panel.root.getByText('n8n subscribes to completed calls').waitFor();
		await panel.root.getByText('Webhook URLs', { exact: true }).waitFor({ state: 'hidden' });
		await pictures.of(panel.root, 'trigger-account');
		await panel.close();
		await pictures.ofCanvas('trigger-account-canvas');
	});

	step(
		'TopCalls Polling Trigger fetches a call that has ended',
		session,
		async ({ editor, environment }) => {
			const { panel, pictures } = editor;
			await editor.newWorkflow();
			await editor.find('TopCalls Polling');
			await editor.choose('On call completed (checked on a schedule)');

			await panel.root.getByText('needs no public URL').waitFor();
			await panel.addSelection('events', 'Call Failed');
			await panel.execute();
			await panel.showAs('json');
			await panel.output
				.getByText(environment.sandbox.calls()[0]?.id as string)
				.first()
				.waitFor();
			await pictures.of(panel.root, 'polling-trigger');
			await panel.close();
		},
	);
}

async function placeCall(
	{ sandbox }: EditorSession['environment'],
	more: Record<string, string>,
): Promise<void> {
	const response = await fetch(`${sandbox.url}/v1/calls`, {
		method: 'POST',
		headers: { authorization: `Bearer ${sandbox.apiKey}`, 'content-type': 'application/json' },
		body: JSON.stringify({ phone_number: NUMBER, task: TASK, ...more }),
	});
	if (!response.ok) throw new Error(await response.text());
}
