/** Does the work for each value in order, `atOnce` at a time. */
export async function sendEach<T>(
	values: T[],
	atOnce: number,
	work: (value: T) => Promise<void>,
): Promise<void> {
	const rest = values.values();
	const worker = async () => {
		for (const value of rest) await work(value);
	};
	await Promise.all(Array.from({ length: atOnce }, worker));
}
