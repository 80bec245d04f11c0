import { Heap } from './heap';

/** Something to do at a moment of sandbox time. */
export interface ScheduledJob {
	cancel(): void;
}

interface Entry {
	due: number;
	order: number;
	job: ((due: number) => void) | null;
}

/** The longest delay a Node timer takes. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Sandbox time: runs at `speed`, can be advanced, and runs all scheduled jobs with one timer. */
export class Clock {
	private readonly entries = new Heap<Entry>((a, b) =>
		a.due === b.due ? a.order < b.order : a.due < b.due,
	);
	private made = 0;
	private anchorReal = performance.now();
	private anchorTime = Date.now();
	private timer: NodeJS.Timeout | null = null;
	private timerDue = Infinity;

	constructor(private speed: number) {}

	/** The sandbox time in milliseconds since 1970. */
	now(): number {
		return Math.floor(this.anchorTime + (performance.now() - this.anchorReal) * this.speed);
	}

	/** Runs `job` at `due`; the job receives the time at which it was due. */
	at(due: number, job: (due: number) => void): ScheduledJob {
		const entry: Entry = { due, order: this.made++, job };
		this.entries.push(entry);
		if (due < this.timerDue) this.arm();
		return { cancel: () => (entry.job = null) };
	}

	/** Advances the time, and runs every job that becomes due on the way, in order. */
	advance(ms: number): void {
		this.anchorTime += ms;
		this.keepAppointments();
	}

	/** Lets the time run at another speed from now on. */
	setSpeed(speed: number): void {
		this.anchorTime = this.now();
		this.anchorReal = performance.now();
		this.speed = speed;
		this.arm();
	}

	/** Removes all jobs and the timer. */
	clear(): void {
		this.entries.clear();
		this.arm();
	}

	private keepAppointments(): void {
		const until = this.now();
		for (let next = this.entries.peek(); next && next.due <= until; next = this.entries.peek()) {
			this.entries.pop();
			next.job?.(next.due);
		}
		this.arm();
	}

	private arm(): void {
		if (this.timer) clearTimeout(this.timer);
		this.timer = null;
		this.timerDue = Infinity;
		const next = this.entries.peek();
		if (!next) return;
		// What is already due waits for the next turn of the event loop even when the time stands still.
		const ahead = next.due - this.now();
		if (this.speed === 0 && ahead > 0) return;
		const delay = ahead <= 0 ? 0 : Math.ceil(ahead / this.speed);
		this.timerDue = next.due;
		this.timer = setTimeout(() => this.keepAppointments(), Math.min(delay, LONGEST_TIMER_MS));
	}
}
