import type { IExecuteFunctions, Workflow } from 'n8n-workflow';

import { isCallEvent } from '../../../../shared/call/events';

/** The modes in which only a published workflow runs, whose triggers have registered themselves. */
const PRODUCTION = ['trigger', 'webhook'];

/**
 * The name of a TopCalls Trigger in the workflow that listens for the events of its calls. In queue mode n8n 2
 * gives its workers no static data, so they do not know the URL of the trigger.
 */
export function findUnregisteredTrigger(context: IExecuteFunctions): string | undefined {
	if (!PRODUCTION.includes(context.getMode())) return undefined;
	// n8n has no method for the other nodes of a workflow; if this property is missing, nothing is found.
	const { workflow } = context as unknown as { workflow?: Partial<Workflow> };
	return Object.values(workflow?.nodes ?? {}).find(
		({ type, disabled, parameters }) =>
			type.endsWith('.topCallsTrigger') &&
			!disabled &&
			parameters.source !== 'account' &&
			Array.isArray(parameters.events) &&
			parameters.events.map(String).some(isCallEvent),
	)?.name;
}
