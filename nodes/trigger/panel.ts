import type { INodeTypeDescription } from 'n8n-workflow';

const WHILE_BUILDING =
	'<b>While you build</b>, click the orange button, then place a call: run a TopCalls step of this workflow by hand (in another tab of your browser), or give the <b>test URL</b> to the call. The first event shows up here. n8n stops listening after two minutes, so let it be a short call.';

const IN_PRODUCTION =
	'every event starts an execution. You find them in the <a data-key="executions">executions list</a>, not here.';

const IN_THIS_WORKFLOW =
	'Calls that a TopCalls step of this workflow places send their events here by themselves.';

/** What the editor says beside the trigger, for people who have not used one before. */
export const panelTexts: Pick<
	INodeTypeDescription,
	'activationMessage' | 'eventTriggerDescription' | 'triggerPanel'
> = {
	eventTriggerDescription: 'Waiting for an event of a TopCalls call at the test URL',
	activationMessage: `From now on the events of your calls start this workflow. ${IN_THIS_WORKFLOW} For calls of other workflows, copy the trigger’s production URL into their Webhook URL.`,
	triggerPanel: {
		header: 'Hear what becomes of a call',
		executionsHelp: {
			inactive: `${WHILE_BUILDING}<br /><br /><b>Once you publish the workflow</b>, ${IN_PRODUCTION} ${IN_THIS_WORKFLOW}`,
			active: `${WHILE_BUILDING}<br /><br /><b>The workflow is published</b>: ${IN_PRODUCTION} ${IN_THIS_WORKFLOW}`,
		},
		activationHint: {
			inactive: `Publish the workflow to hear every call. ${IN_THIS_WORKFLOW} Other workflows need the production URL.`,
			active: `The workflow is published. ${IN_THIS_WORKFLOW} Other workflows need the production URL.`,
		},
	},
};
