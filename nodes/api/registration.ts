import type { IDataObject } from 'n8n-workflow';

/** Where a TopCalls Trigger of the workflow wants the events of calls that are placed in it. */
export interface EventTarget {
	webhookUrl: string;
	events: string[];
}

type Register = Record<string, EventTarget>;

const REGISTER = 'topCallsTriggers';

/**
 * The trigger that registered itself in this workflow, if one is active; of several the latest.
 *
 * @param staticData the workflow's global static data
 */
export function registeredTrigger(staticData: IDataObject): EventTarget | undefined {
	const targets = Object.values(registerIn(staticData));
	return targets.filter((target) => typeof target?.webhookUrl === 'string').pop();
}

/**
 * Makes the calls that are placed in the workflow send their events to a trigger.
 *
 * @param staticData the workflow's global static data
 * @param nodeId     the trigger's
 */
export function register(staticData: IDataObject, nodeId: string, target: EventTarget): void {
	unregister(staticData, nodeId);
	if (target.events.length === 0) return;
	// n8n saves static data only when a key of it was set.
	staticData[REGISTER] = { ...registerIn(staticData), [nodeId]: { ...target } };
}

/** Takes back what `register` did. */
export function unregister(staticData: IDataObject, nodeId: string): void {
	const { [nodeId]: mine, ...others } = registerIn(staticData);
	if (!mine) return;
	if (Object.keys(others).length === 0) delete staticData[REGISTER];
	else staticData[REGISTER] = others;
}

/** Whether a trigger is registered with just this target. */
export function isRegistered(
	staticData: IDataObject,
	nodeId: string,
	{ webhookUrl, events }: EventTarget,
): boolean {
	const mine = registerIn(staticData)[nodeId];
	return mine?.webhookUrl === webhookUrl && String(mine.events) === String(events);
}

function registerIn(staticData: IDataObject): Register {
	return (staticData[REGISTER] ?? {}) as unknown as Register;
}
