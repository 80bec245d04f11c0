import type { CallingHours } from './callingHours';

/** The checked values of the collection Safety of one item. */
export interface SafetySettings {
	callingHours?: CallingHours & {
		/** An IANA name, for numbers without a known time zone. */
		fallbackZone?: string;
		/** Whether an item outside of the hours is called later. */
		holds: boolean;
	};
	skipsUnsubscribed: boolean;
	manualRuns: ManualRuns;
	maxCalls?: number;
	isDryRun: boolean;
	callAgain?: CallAgain;
}

/** What a run that was started by hand in the editor does. */
export type ManualRuns =
	| { does: 'makeCalls' }
	| { does: 'callTestNumber'; testNumber: string }
	| { does: 'returnSample' };

/** After which outcomes of a call to call again. */
export interface CallAgain {
	/** As in the output field `outcome`. */
	outcomes: string[];
	/** With the first. */
	maxAttempts: number;
	waitMinutes: number;
}

/** With nothing set. */
export const NO_SAFETY: SafetySettings = {
	skipsUnsubscribed: false,
	manualRuns: { does: 'makeCalls' },
	isDryRun: false,
};
