import type { INodeTypeDescription } from 'n8n-workflow';

const WHILE_BUILDING =
	'<b>While you build</b>, click the orange button, then make a call: execute a TopCalls node of this workflow (in another browser tab), or use the <b>test URL</b> as the Webhook URL of the call. The first event shows up here. n8n stops listening after two minutes, so keep the call short.';

const IN_PRODUCTION =
	'every event starts an execution, shown in the <a data-key="executions">executions list</a> and not here.';

const WITHOUT_PASTING =
	'With the source “Calls Placed by n8n”, calls made in this workflow send their events here automatically';

/** What the editor shows beside the trigger, for people who have not used one before. */
export const panelTexts: Pick<
	INodeTypeDescription,
	'activationMessage' | 'eventTriggerDescription' | 'triggerPanel'
> = {
	eventTriggerDescription: 'Waiting for a call event on the test URL',
	activationMessage: `Your TopCalls events will now trigger this workflow. ${WITHOUT_PASTING}; for calls from other workflows, paste the production URL of the trigger into their Webhook URL field.`,
	triggerPanel: {
		header: 'Listen for call events',
		executionsHelp: {
			inactive: `${WHILE_BUILDING}<br /><br /><b>Once you publish the workflow</b>, ${IN_PRODUCTION} ${WITHOUT_PASTING}.`,
			active: `${WHILE_BUILDING}<br /><br /><b>The workflow is published</b>: ${IN_PRODUCTION} ${WITHOUT_PASTING}.`,
		},
		activationHint: {
			inactive: `Publish the workflow to receive every call. ${WITHOUT_PASTING}; other workflows need the production URL.`,
			active: `The workflow is published. ${WITHOUT_PASTING}; other workflows need the production URL.`,
		},
	},
};
