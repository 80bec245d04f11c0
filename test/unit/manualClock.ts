import type { Clock } from '../../nodes/shared/client/throttle/clock';

/** A clock that stands still until the test advances it. */
export class ManualClock implements Clock {
	private time = 0;
	/** The one that wakes first comes last. */
	private readonly sleepers: Array<{ at: number; wake: () => void }> = [];

	readonly now = (): number => this.time;

	readonly sleep = async (milliseconds: number): Promise<void> => {
		await new Promise<void>((wake) => this.add({ at: this.time + milliseconds, wake }));
	};

	/** How many wait for a time to come. */
	get sleeping(): number {
		return this.sleepers.length;
	}

	/** Advances the clock; resolves after everything that was due has run. */
	async advance(milliseconds: number): Promise<void> {
		await settled();
		const end = this.time + milliseconds;
		for (;;) {
			const next = this.sleepers.at(-1);
			if (!next || next.at > end) break;
			this.sleepers.pop();
			this.time = next.at;
			next.wake();
			await settled();
		}
		this.time = end;
		await settled();
	}

	private add(sleeper: { at: number; wake: () => void }): void {
		let [from, to] = [0, this.sleepers.length];
		while (from < to) {
			const middle = (from + to) >> 1;
			if ((this.sleepers[middle]?.at ?? 0) > sleeper.at) from = middle + 1;
			else to = middle;
		}
		this.sleepers.splice(from, 0, sleeper);
	}
}

/** Resolves after everything that can happen without the clock has happened. */
export async function settled(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}
