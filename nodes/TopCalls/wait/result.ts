import type { IDataObject } from 'n8n-workflow';

import { simplifyCall, type Call } from '../../shared/call/call';

/** What of an item decides how its call is given out. */
export interface WaitingCall {
	/** As it was dialled. */
	number: string;
	simple: boolean;
}

/** What is given out for a call that was waited for. */
export function resultOf({ number, simple }: WaitingCall, call: Call): IDataObject {
	const whole = { ...call, phone_number: call.phone_number ?? number };
	return (simple ? simplifyCall(whole) : whole) as IDataObject;
}

/** What is given out for a call of which no end was seen in time. */
export function timedOut(waiting: WaitingCall, call: Call): IDataObject {
	return { ...resultOf(waiting, call), wait: 'timed_out' };
}
