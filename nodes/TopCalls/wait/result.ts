import type { IDataObject } from 'n8n-workflow';

import { simplifyCall, type Call } from '../../shared/call/call';

/** The parts of an item that its output depends on. */
export interface WaitingCall {
	/** The number that was called. */
	number: string;
	simple: boolean;
}

/** Why a call is output although its end is not known. */
export type WithoutResult = 'timed_out' | 'not_found' | 'unreadable';

/** The output for a call that was waited for. */
export function resultOf(
	{ number, simple }: WaitingCall,
	call: Call,
	wait?: WithoutResult,
): IDataObject {
	const whole = { ...call, phone_number: call.phone_number ?? number };
	const why = wait && { wait };
	return (simple ? simplifyCall(whole, why) : { ...whole, ...why }) as IDataObject;
}

/** The output for a call when the time is up. */
export function resultInTime(waiting: WaitingCall, call: Call): IDataObject {
	return resultOf(waiting, call, call.ended ? undefined : 'timed_out');
}
