import { AccountQueue } from './accountQueue';
import type { Clock } from './clock';
import { RequestQueue, type ThrottleSettings } from './requestQueue';

/** The queues of the accounts to which this process has requests; those without any are dropped. */
export class AccountQueues {
	private readonly queues = new Map<string, AccountQueue>();

	constructor(private readonly clock: Clock) {}

	/** How many accounts have requests. */
	get size(): number {
		return this.queues.size;
	}

	/**
	 * The request queue of one execution or trigger.
	 *
	 * @param account names the account; holds no secret
	 */
	open(account: string, settings: ThrottleSettings = {}): RequestQueue {
		return new RequestQueue(settings, this.clock, {
			enter: (last) => this.enter(account, last),
			leave: () => this.leave(account),
		});
	}

	private enter(account: string, last = new AccountQueue(this.clock)): AccountQueue {
		const queue = this.queues.get(account) ?? last;
		this.queues.set(account, queue);
		queue.enter();
		return queue;
	}

	private leave(account: string): void {
		if (this.queues.get(account)?.leave()) this.queues.delete(account);
	}
}
