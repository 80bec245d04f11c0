import type { Changes } from '../clock/changes';

/** A request the API received. */
export interface LoggedRequest {
	readonly method: string;
	readonly path: string;
	/** Method and route, for example `GET /v1/calls/:id`. */
	readonly route: string;
	readonly idempotencyKey: string | null;
	/** Real time it came in, ISO 8601. */
	readonly receivedAt: string;
	/** The status answered; `cut` when the connection ended without a full reply; null while it is open. */
	status: number | 'cut' | null;
	/** True when the answer came from the memory of the Idempotency-Key. */
	replayed: boolean;
}

/** All requests the API received, in the order they came in. */
export class RequestLog {
	private entries: LoggedRequest[] = [];

	constructor(private readonly changes: Changes) {}

	/** Writes a request down. */
	open(
		request: Pick<LoggedRequest, 'method' | 'path' | 'route' | 'idempotencyKey'>,
	): LoggedRequest {
		const entry = {
			...request,
			receivedAt: new Date().toISOString(),
			status: null,
			replayed: false,
		};
		this.entries.push(entry);
		this.changes.announce();
		return entry;
	}

	/** Writes down how a request ended. */
	close(entry: LoggedRequest, status: number | 'cut'): void {
		entry.status = status;
		this.changes.announce();
	}

	/** All requests so far. */
	all(): readonly LoggedRequest[] {
		return this.entries;
	}

	/** How many requests each route received. */
	countByRoute(): Record<string, number> {
		const counts: Record<string, number> = {};
		for (const { route } of this.entries) counts[route] = (counts[route] ?? 0) + 1;
		return counts;
	}

	/** Removes all requests. */
	clear(): void {
		this.entries = [];
	}
}
