import type { IDataObject } from 'n8n-workflow';

/** Where a TopCalls Trigger of the workflow wants the events of calls that are placed in it. */
export interface EventTarget {
	webhookUrl: string;
	events: string[];
}

const REGISTER = 'topCallsTriggers';

/**
 * The trigger that registered itself in this workflow, if one is active.
 *
 * @param staticData the workflow's global static data
 */
export function registeredTrigger(staticData: IDataObject): EventTarget | undefined {
	const register = (staticData[REGISTER] ?? {}) as Record<string, EventTarget>;
	return Object.values(register).find((target) => typeof target?.webhookUrl === 'string');
}
