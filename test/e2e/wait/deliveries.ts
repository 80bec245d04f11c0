import type { Sandbox } from '../../../dev/sandbox';

const LONGEST_RETRY_MILLISECONDS = 60 * 60_000;

/** A busy machine may need long for many events at once. */
const PATIENCE_MILLISECONDS = 240_000;

/** Lets TopCalls deliver its events with all retries, until each is delivered or given up. */
export async function deliverAll(sandbox: Sandbox): Promise<void> {
	await sandbox.waitFor('no delivery in flight', PATIENCE_MILLISECONDS);
	while (sandbox.counts().deliveriesPending > 0) {
		sandbox.advance(LONGEST_RETRY_MILLISECONDS);
		await sandbox.waitFor('no delivery in flight', PATIENCE_MILLISECONDS);
	}
}

/** Ends calls and lets TopCalls deliver their events, without retries. */
export async function finish(sandbox: Sandbox, callIds: string[], outcome?: string): Promise<void> {
	const before = sandbox.counts().deliveries;
	for (const callId of callIds) sandbox.finish(callId, outcome);
	await sandbox.waitFor((now) => {
		const told = now.deliveries().slice(before);
		return told.length >= callIds.length && told.every(({ tries }) => tries.length > 0);
	}, PATIENCE_MILLISECONDS);
}
