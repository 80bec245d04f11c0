import type { INodeTypeDescription } from 'n8n-workflow';

const WHILE_BUILDING =
	'<b>While you build</b>, click the orange button, then place a call: run a TopCalls step of this workflow by hand (in another tab of your browser), or give the <b>test URL</b> to the call. The first event shows up here. n8n stops listening after two minutes, so let it be a short call.';

const IN_PRODUCTION =
	'every event starts an execution. You find them in the <a data-key="executions">executions list</a>, not here.';

const WITHOUT_PASTING =
	'With the source “Calls Placed by n8n”, calls that a TopCalls step of this workflow places send their events here by themselves';

/** What the editor says beside the trigger, for people who have not used one before. */
export const panelTexts: Pick<
	INodeTypeDescription,
	'activationMessage' | 'eventTriggerDescription' | 'triggerPanel'
> = {
	eventTriggerDescription: 'Waiting for an event of a TopCalls call at the test URL',
	activationMessage: `From now on the events of your calls start this workflow. ${WITHOUT_PASTING}; for calls of other workflows, copy the trigger’s production URL into their Webhook URL.`,
	triggerPanel: {
		header: 'Hear what becomes of a call',
		executionsHelp: {
			inactive: `${WHILE_BUILDING}<br /><br /><b>Once you publish the workflow</b>, ${IN_PRODUCTION} ${WITHOUT_PASTING}.`,
			active: `${WHILE_BUILDING}<br /><br /><b>The workflow is published</b>: ${IN_PRODUCTION} ${WITHOUT_PASTING}.`,
		},
		activationHint: {
			inactive: `Publish the workflow to hear every call. ${WITHOUT_PASTING}; other workflows need the production URL.`,
			active: `The workflow is published. ${WITHOUT_PASTING}; other workflows need the production URL.`,
		},
	},
};
