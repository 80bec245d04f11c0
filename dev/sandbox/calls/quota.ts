import { insufficientQuota } from './problem';

/** Minutes reserved for a call without max_duration. */
const DEFAULT_RESERVATION = 5;

/** The minutes of the account: used by calls that are over, reserved by those that are not. */
export class Quota {
	private readonly reserved = new Map<string, number>();
	private reservedMinutes = 0;
	private usedMinutes = 0;
	private placed = 0;

	constructor(
		private readonly settings: { quotaMinutes: number | null; quotaCalls: number | null },
	) {}

	/** Reserves the minutes of a new call, or throws the 402. */
	reserve(callId: string, maxDuration: number | undefined): void {
		const needed = maxDuration ?? DEFAULT_RESERVATION;
		const { quotaMinutes, quotaCalls } = this.settings;
		if (quotaCalls !== null && this.placed >= quotaCalls) throw insufficientQuota(needed, 0);
		if (quotaMinutes !== null) {
			const remaining = rounded(quotaMinutes - this.usedMinutes - this.reservedMinutes);
			if (remaining < needed) throw insufficientQuota(needed, Math.max(0, remaining));
		}
		this.placed += 1;
		this.reserved.set(callId, needed);
		this.reservedMinutes += needed;
	}

	/** Releases the reserved minutes of a finished call and charges those it used. */
	settle(callId: string, usedMinutes: number): void {
		this.reservedMinutes -= this.reserved.get(callId) ?? 0;
		this.reserved.delete(callId);
		this.usedMinutes += usedMinutes;
	}

	/** Resets the used minutes. */
	clear(): void {
		this.reserved.clear();
		this.reservedMinutes = 0;
		this.usedMinutes = 0;
		this.placed = 0;
	}
}

function rounded(minutes: number): number {
	return Math.round(minutes * 100) / 100;
}
