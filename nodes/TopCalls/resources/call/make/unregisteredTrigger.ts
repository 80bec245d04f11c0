import type { IExecuteFunctions, Workflow } from 'n8n-workflow';

import { isCallEvent } from '../../../../shared/call/events';

/** The modes in which only a published workflow runs, whose triggers have registered themselves. */
const PRODUCTION = ['trigger', 'webhook'];

/**
 * The name of a TopCalls Trigger that stands in the workflow and wants to hear of its calls. In queue
 * mode n8n 2 gives its workers no static data, so they cannot see where such a trigger hears.
 */
export function findUnregisteredTrigger(context: IExecuteFunctions): string | undefined {
	if (!PRODUCTION.includes(context.getMode())) return undefined;
	// n8n offers no method for the other nodes of a workflow; where this is not there, nothing is found.
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
