import { step, type EditorSession } from '../../support/editor/editorSession';
import { manualTrigger, node, workflowOf } from '../../../dev/environment';

export function agentTool(session: () => EditorSession): void {
	step('is offered where an agent takes its tools', session, async ({ editor, environment }) => {
		const agent = node('AI Agent', '@n8n/n8n-nodes-langchain.agent', {}, { typeVersion: 3 });
		const workflow = workflowOf('Agent', [manualTrigger(), agent]);
		await editor.openWorkflow(await environment.client.createWorkflow(workflow));

		await editor.addTool('AI Agent');
		await editor.find('TopCalls Tool');

		await editor.panel.field('phoneNumber').waitFor();
		expect(await editor.panel.field('operation').locator('input').inputValue()).toBe(
			'Make and Wait for Result',
		);
	});

	step('warns where the agent would get no transcript', session, async ({ editor: { panel } }) => {
		const notice = panel.root.getByText('The agent gets only the ID of the call.');
		await notice.waitFor({ state: 'hidden' });
		await panel.select('operation', 'Make\\s*Make an AI');
		await notice.waitFor();
		await panel.select('operation', 'Make and Wait');
		await notice.waitFor({ state: 'hidden' });
	});

	step('lets the model fill in the fields', session, async ({ editor: { panel, pictures } }) => {
		await panel.letModelDefine('phoneNumber');
		await panel.letModelDefine('task');

		const defined = panel.root.getByText('Defined automatically by the model');
		await defined.nth(1).waitFor();
		await pictures.of(panel.root, 'agent-tool');
		await panel.close();
		await pictures.ofCanvas('agent-tool-canvas');
	});
}
