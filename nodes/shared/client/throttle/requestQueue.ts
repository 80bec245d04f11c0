import type { AccountQueue, Sender } from './accountQueue';
import type { Clock } from './clock';
import { DEFAULT_MAX } from './concurrencyWindow';
import type { Sent } from './rejections';
import { WaitingList } from './waitingList';

export interface ThrottleSettings {
	/** The most requests in flight at once. */
	maxConcurrency?: number;
	/** Requests begun per minute; without it as fast as TopCalls allows. */
	requestsPerMinute?: number;
	/** Whether its requests go before those of executions. */
	isUrgent?: boolean;
}

/** Permission to send one request. */
export type Slot = Sent;

/** The way to the queue that all executions share. */
export interface AccountAccess {
	/**
	 * Counts a request in.
	 *
	 * @param last the queue that this execution entered last; what it learned is used unless others go on without it
	 */
	enter(last?: AccountQueue): AccountQueue;
	/** Counts a request out. */
	leave(): void;
}

/**
 * The requests of one execution: its share of the account's queue, in order, within the limits that the node sets.
 * `drain` and `abort` concern this execution only.
 */
export class RequestQueue implements Sender {
	private account?: AccountQueue;
	private readonly maxConcurrency: number;
	private readonly waiting = new WaitingList();
	private inFlight = 0;
	private nextStart = 0;
	private wakeAt = Infinity;
	private drainReason?: Error;
	private abortReason?: Error;
	private onAborted: () => void = () => undefined;
	private readonly whenAborted = new Promise<void>((resolve) => (this.onAborted = resolve));

	constructor(
		private readonly settings: ThrottleSettings,
		private readonly clock: Clock,
		private readonly access: AccountAccess,
	) {
		this.maxConcurrency = Math.max(1, Math.floor(settings.maxConcurrency ?? DEFAULT_MAX));
	}

	/** Milliseconds during which TopCalls has accepted no request of the account, although there were some. */
	get stalledMs(): number {
		return this.account?.stalledMs(this.isUrgent) ?? 0;
	}

	get isUrgent(): boolean {
		return this.settings.isUrgent ?? false;
	}

	get isReady(): boolean {
		return (
			this.waiting.length > 0 &&
			this.inFlight < this.maxConcurrency &&
			this.nextStart <= this.clock.now()
		);
	}

	/**
	 * Waits for a slot.
	 *
	 * @param priority requests with a lower number go first
	 * @param isRetry  whether this request was sent before and its result is still unknown
	 * @param pauseMs  milliseconds before it queues up
	 * @throws the reason given to `drain` or `abort`
	 */
	async acquire(priority: number, isRetry: boolean, pauseMs = 0): Promise<Slot> {
		this.account = this.access.enter(this.account);
		this.account.raise(this.maxConcurrency);
		const slot = this.queueUp(priority, isRetry, pauseMs);
		slot.catch(() => this.access.leave());
		return await slot;
	}

	/**
	 * Runs work that begins with a request, but may take long and says nothing about what TopCalls allows: it counts
	 * for the limits of this execution only.
	 *
	 * @param priority work with a lower number goes first
	 * @param pauseMs  milliseconds before it queues up
	 */
	async run<T>(priority: number, work: () => Promise<T>, pauseMs = 0): Promise<T> {
		await this.acquire(priority, false, pauseMs);
		this.account?.release();
		this.account?.startNext();
		try {
			return await work();
		} finally {
			this.end();
		}
	}

	/** Releases the slot after TopCalls accepted the request. */
	succeeded(slot: Slot): void {
		this.account?.succeeded(slot, this.isUrgent);
		this.release();
	}

	/**
	 * Releases the slot after TopCalls asked to slow down.
	 *
	 * @param pauseMs     milliseconds during which nothing more is sent
	 * @param isRateLimit whether it said that these were too many requests, from which its limit is learned
	 */
	throttled(slot: Slot, pauseMs: number, isRateLimit: boolean): void {
		this.account?.throttled(slot, pauseMs, isRateLimit);
		this.release();
	}

	/** Releases the slot after any other failure. */
	failed(): void {
		this.release();
	}

	/** Sends no new requests. Those that were sent before may be retried, to learn their result. */
	drain(reason: Error): void {
		if (this.drainReason) return;
		this.drainReason = reason;
		this.waiting.drop(reason, ({ isRetry }) => !isRetry);
	}

	/** Sends nothing anymore. */
	abort(reason: Error): void {
		if (this.abortReason) return;
		this.abortReason = reason;
		this.onAborted();
		this.waiting.drop(reason);
	}

	/** Its turn has come. */
	send(slot: Slot): void {
		this.inFlight += 1;
		const { requestsPerMinute } = this.settings;
		if (requestsPerMinute) this.nextStart = this.clock.now() + 60_000 / requestsPerMinute;
		this.waiting.next()?.resolve(slot);
		this.enlist();
	}

	private async queueUp(priority: number, isRetry: boolean, pauseMs: number): Promise<Slot> {
		if (pauseMs > 0) await Promise.race([this.clock.sleep(pauseMs), this.whenAborted]);
		const reason = this.abortReason ?? (isRetry ? undefined : this.drainReason);
		if (reason) throw reason;
		return await new Promise<Slot>((resolve, reject) => {
			this.waiting.add({ priority, isRetry, resolve, reject });
			this.enlist();
			this.account?.startNext();
		});
	}

	private release(): void {
		this.account?.release();
		this.end();
	}

	private end(): void {
		this.inFlight -= 1;
		this.enlist();
		this.account?.startNext();
		this.access.leave();
	}

	/** Takes part in the account's turns, as far as the node's own limits let it. */
	private enlist(): void {
		if (this.isReady) this.account?.enlist(this);
		else if (this.waiting.length > 0 && this.inFlight < this.maxConcurrency) this.wake();
	}

	private wake(): void {
		if (this.wakeAt === this.nextStart) return;
		const at = (this.wakeAt = this.nextStart);
		void this.clock.sleep(at - this.clock.now()).then(() => {
			this.wakeAt = Infinity;
			this.enlist();
			this.account?.startNext();
		});
	}
}
