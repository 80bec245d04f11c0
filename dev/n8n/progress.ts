/** Receives a line about what a long task is doing. */
export type Progress = (line: string) => void;

/** Reports the task and the time it has taken so far, periodically until `work` has ended. */
export async function reportWhile<T>(
	progress: Progress,
	what: string,
	work: Promise<T>,
	everySeconds = 15,
): Promise<T> {
	const start = Date.now();
	const elapsed = () => `${Math.round((Date.now() - start) / 1000)} s`;
	progress(`${what} …`);
	const timer = setInterval(() => progress(`${what} … ${elapsed()}`), everySeconds * 1000);
	try {
		const result = await work;
		progress(`${what}: done in ${elapsed()}`);
		return result;
	} finally {
		clearInterval(timer);
	}
}
