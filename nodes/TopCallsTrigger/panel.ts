import type { INodeTypeDescription } from 'n8n-workflow';

const WHILE_BUILDING =
	'<b>While you build the workflow</b>, click the button above, then make a call with a TopCalls node (in another browser tab). Its first event shows up here. n8n stops listening after two minutes, so keep the call short.';

const IN_PRODUCTION =
	'every event starts an execution. You find it in the <a data-key="executions">executions list</a>, not here.';

/** What the editor shows beside the trigger, whatever its source: where the events come from is said at the fields. */
export const panelTexts: Pick<
	INodeTypeDescription,
	'activationMessage' | 'eventTriggerDescription' | 'triggerPanel'
> = {
	eventTriggerDescription: 'Waiting for a call event on the test URL',
	activationMessage: 'Your TopCalls events will now trigger this workflow.',
	triggerPanel: {
		header: 'Listen for call events',
		executionsHelp: {
			inactive: `${WHILE_BUILDING}<br /><br /><b>Once you publish the workflow</b>, ${IN_PRODUCTION}`,
			active: `${WHILE_BUILDING}<br /><br /><b>The workflow is published</b>: ${IN_PRODUCTION}`,
		},
	},
};
