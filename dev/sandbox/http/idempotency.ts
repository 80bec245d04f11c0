import { Problem } from '../calls/problem';
import type { Answer } from './answer';

export interface IdempotencySettings {
	sameKeyOtherBody: 'replay' | 409 | 422;
	repeatInFlight: 'wait' | 409;
	rememberAnswers: 'successes' | 'all';
}

interface Memory {
	/** What was requested; a repeat with another request is a misuse of the key. */
	asked: string;
	answer: Answer | null;
	answered: Promise<Answer>;
	forgetAt: number;
}

const KEY = /^[A-Za-z0-9_-]{8,255}$/;
const MEMORY_MS = 24 * 60 * 60_000;

/** The answers of the last 24 hours: one for each Idempotency-Key. */
export class IdempotencyMemory {
	private readonly memories = new Map<string, Memory>();

	constructor(private readonly settings: IdempotencySettings) {}

	/**
	 * The remembered answer for `key`, or the one of `work`, which is done only once at a time.
	 * Answers that are not remembered leave the key free for the next try.
	 */
	async once(
		key: string,
		asked: string,
		now: () => number,
		work: () => Promise<Answer>,
	): Promise<{ answer: Answer; isReplay: boolean }> {
		if (!KEY.test(key)) throw malformedKey();
		for (;;) {
			this.forget(now());
			const memory = this.memories.get(key);
			if (!memory) return { answer: await this.doWork(key, asked, now, work), isReplay: false };
			this.refuseMisuse(memory, asked);
			const answer = memory.answer ?? (await memory.answered);
			if (this.isRemembered(answer)) return { answer, isReplay: true };
		}
	}

	/** Removes everything. */
	clear(): void {
		this.memories.clear();
	}

	private async doWork(
		key: string,
		asked: string,
		now: () => number,
		work: () => Promise<Answer>,
	): Promise<Answer> {
		const answered = work();
		const memory: Memory = { asked, answer: null, answered, forgetAt: now() + MEMORY_MS };
		this.memories.set(key, memory);
		const answer = await answered;
		memory.answer = answer;
		if (!this.isRemembered(answer) && this.memories.get(key) === memory) this.memories.delete(key);
		return answer;
	}

	private refuseMisuse(memory: Memory, asked: string): void {
		const { sameKeyOtherBody, repeatInFlight } = this.settings;
		if (memory.asked !== asked && sameKeyOtherBody !== 'replay') {
			const detail = 'This Idempotency-Key was used with another request';
			throw new Problem(sameKeyOtherBody, 'Idempotency Key Reused', detail);
		}
		if (!memory.answer && repeatInFlight !== 'wait') {
			const detail = 'A request with this Idempotency-Key is still in progress';
			throw new Problem(repeatInFlight, 'Request In Progress', detail);
		}
	}

	private isRemembered(answer: Answer): boolean {
		return this.settings.rememberAnswers === 'all' || answer.status < 300;
	}

	private forget(now: number): void {
		// Insertion order is order of age, so only the oldest entries need a look.
		for (const [key, memory] of this.memories) {
			if (memory.forgetAt > now) return;
			this.memories.delete(key);
		}
	}
}

function malformedKey(): Problem {
	const message = 'Idempotency-Key must have 8 to 255 characters of A-Z, a-z, 0-9, _ and -';
	const errors = [{ path: 'Idempotency-Key', message, code: 'invalid' }];
	return new Problem(400, 'Invalid Idempotency-Key', message, { errors });
}
