import type { Sandbox } from '../../../dev/sandbox';

const LONGEST_RETRY_MILLISECONDS = 60 * 60_000;

/** A machine with much else to do may take long over many events at once. */
const PATIENCE_MILLISECONDS = 240_000;

/** Lets TopCalls deliver its events, with all the retries it makes, until it has delivered or given up each. */
export async function deliverAll(sandbox: Sandbox): Promise<void> {
	await sandbox.waitFor('no delivery in flight', PATIENCE_MILLISECONDS);
	while (sandbox.counts().deliveriesPending > 0) {
		sandbox.advance(LONGEST_RETRY_MILLISECONDS);
		await sandbox.waitFor('no delivery in flight', PATIENCE_MILLISECONDS);
	}
}

/** Ends calls and lets TopCalls tell of them, without its retries. */
export async function finish(sandbox: Sandbox, callIds: string[], outcome?: string): Promise<void> {
	const before = sandbox.counts().deliveries;
	for (const callId of callIds) sandbox.finish(callId, outcome);
	await sandbox.waitFor((now) => {
		const told = now.deliveries().slice(before);
		return told.length >= callIds.length && told.every(({ tries }) => tries.length > 0);
	}, PATIENCE_MILLISECONDS);
}
