import type { IDataObject } from 'n8n-workflow';

import { simplifyCall, type Call } from '../../shared/call/call';

/** The parts of an item that its output depends on. */
export interface WaitingCall {
	/** The number that was called. */
	number: string;
	simple: boolean;
}

/** The output for a call that was waited for. */
export function resultOf({ number, simple }: WaitingCall, call: Call): IDataObject {
	const whole = { ...call, phone_number: call.phone_number ?? number };
	return (simple ? simplifyCall(whole) : whole) as IDataObject;
}

/** The output for a call that did not end in time. */
export function timedOut(waiting: WaitingCall, call: Call): IDataObject {
	return { ...resultOf(waiting, call), wait: 'timed_out' };
}
