/** Notifies listeners of changes, at most once per turn of the event loop. */
export class Changes {
	private readonly listeners = new Set<() => void>();
	private announced = false;

	/** Announces a change. */
	announce(): void {
		if (this.announced || this.listeners.size === 0) return;
		this.announced = true;
		setImmediate(() => {
			this.announced = false;
			for (const listener of [...this.listeners]) listener();
		});
	}

	/** Calls `listener` after every change until the returned function is called. */
	listen(listener: () => void): () => void {
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	}

	/** Resolves as soon as `isTrue`; rejects with `story()` after `timeoutMs`. */
	async until(isTrue: () => boolean, timeoutMs: number, story: () => string): Promise<void> {
		if (isTrue()) return;
		await new Promise<void>((resolve, reject) => {
			const stopListening = this.listen(() => {
				if (!isTrue()) return;
				clearTimeout(timer);
				stopListening();
				resolve();
			});
			const timer = setTimeout(() => {
				stopListening();
				reject(new Error(story()));
			}, timeoutMs);
			timer.unref();
		});
	}
}
