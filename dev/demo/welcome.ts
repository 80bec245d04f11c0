import { OWNER } from '../environment';
import type { SavedWorkflow } from '../n8n';

const START_HERE = 'appointment-reminder';

/** How to run an example, by the triggers it has. */
type WayToRun = 'execute' | 'publish' | 'elsewhere' | 'latest' | 'form';

const WAYS: Record<WayToRun, string> = {
	execute: 'Click “Execute workflow”',
	publish:
		'Publish it. Then point at “When clicking ‘Execute workflow’” and click the button that appears beside it',
	elsewhere:
		'Publish it, and copy the production URL of its trigger into the Webhook URL of a workflow that makes calls',
	latest: 'Run another example first. Then “Execute workflow” shows the latest calls',
	form: 'Click “Execute workflow”, and fill in the form that opens',
};

/** What the demo prints once everything runs. */
export function welcome(
	n8nUrl: string,
	sandboxUrl: string,
	workflows: ReadonlyMap<string, SavedWorkflow>,
): string {
	const link = ({ id, name }: SavedWorkflow) => `    ${n8nUrl}/workflow/${id}  ${name}`;
	const first = workflows.get(START_HERE);
	const others = [...workflows.values()].filter((workflow) => workflow !== first);
	const groups = Object.entries(WAYS).map(([way, text]) => {
		const links = others.filter((workflow) => wayToRun(workflow) === way).map(link);
		return links.length === 0 ? '' : `\n  ${text}:\n${links.join('\n')}\n`;
	});
	return `
  Log in        ${n8nUrl}
  email         ${OWNER.email}
  password      ${OWNER.password}
  calls, live   ${sandboxUrl}

  Start here. Open the workflow, click “Execute workflow”, and watch the calls on the live page:
${first ? link(first) : ''}

  More examples
${groups.join('')}
  No phone rings: the calls go to the sandbox, where the last four digits of a number choose what
  happens to the call. Its time runs 20 times as fast, so a call takes seconds. Ctrl-C stops everything.`;
}

function wayToRun({ nodes }: SavedWorkflow): WayToRun {
	const has = (type: string) => nodes.some((node) => node.type.endsWith(`.${type}`));
	const hasCallTrigger = has('topCallsTrigger') || has('topCallsPollingTrigger');
	if (has('manualTrigger')) return hasCallTrigger ? 'publish' : 'execute';
	if (has('formTrigger')) return 'form';
	return has('topCallsPollingTrigger') ? 'latest' : 'elsewhere';
}
