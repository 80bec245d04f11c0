import { step, type Scene } from '../../support/editor/scene';
import { manualTrigger, node, workflowOf } from '../../../dev/environment';

export function agentTool(scene: () => Scene): void {
	step('is offered where an agent takes its tools', scene, async ({ editor, stage }) => {
		const agent = node('AI Agent', '@n8n/n8n-nodes-langchain.agent', {}, { typeVersion: 3 });
		const workflow = workflowOf('Agent', [manualTrigger(), agent]);
		await editor.openWorkflow(await stage.client.createWorkflow(workflow));

		await editor.addTool('AI Agent');
		await editor.find('TopCalls Tool');

		await editor.panel.field('phoneNumber').waitFor();
	});

	step('lets the model fill in the fields', scene, async ({ editor: { panel, pictures } }) => {
		await panel.letModelDefine('phoneNumber');
		await panel.letModelDefine('task');

		const defined = panel.root.getByText('Defined automatically by the model');
		await defined.nth(1).waitFor();
		await pictures.of(panel.root, 'agent-tool');
		await panel.close();
		await pictures.ofCanvas('agent-tool-canvas');
	});
}
