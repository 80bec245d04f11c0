import type { Clock } from '../../nodes/shared/client/throttle/requestQueue';

/** A clock that stands still until the test moves it. */
export class ManualClock implements Clock {
	private time = 0;
	private sleepers: Array<{ at: number; wake: () => void }> = [];

	readonly now = (): number => this.time;

	readonly sleep = async (milliseconds: number): Promise<void> => {
		await new Promise<void>((wake) => this.sleepers.push({ at: this.time + milliseconds, wake }));
	};

	/** Moves the clock on; whoever wakes on the way has acted before this resolves. */
	async advance(milliseconds: number): Promise<void> {
		const end = this.time + milliseconds;
		for (;;) {
			const next = this.sleepers
				.filter(({ at }) => at <= end)
				.sort((a, b) => a.at - b.at)
				.at(0);
			if (!next) break;
			this.sleepers = this.sleepers.filter((sleeper) => sleeper !== next);
			this.time = next.at;
			next.wake();
			await settled();
		}
		this.time = end;
		await settled();
	}
}

/** Resolves after everything that can happen without the clock has happened. */
export async function settled(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}
