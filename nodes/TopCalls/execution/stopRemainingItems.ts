import { describeFailure } from '../../shared/errors/describeFailure';
import { TopCallsError } from '../../shared/errors/TopCallsError';
import type { Run } from './run';

/**
 * Sends no more items after a failure if the user wants that, or if they would fail too.
 *
 * @returns the failure itself
 */
export function stopRemainingItems(run: Run, failure: Error): Error {
	if (stopsRemainingItems(failure, run)) {
		run.queue.drain(new TopCallsError('notSent', `Not sent: ${describeFailure(failure)}`));
	}
	return failure;
}

/** After this time without an accepted request, TopCalls counts as down. */
const OUTAGE_MS = 60_000;

/**
 * A refusal stops the others unless the user wants to continue. An answer that was lost says nothing about them, but
 * in an outage each of them might end as a call that may have been made.
 */
function stopsRemainingItems(failure: Error, { context, queue }: Run): boolean {
	if (failure instanceof TopCallsError) {
		if (failure.isAccountWide) return true;
		// With a Base URL that leads elsewhere, the others would go there too.
		const isElsewhere = failure.isForeign && failure.status === 404;
		if (failure.isResultUnknown && !isElsewhere && queue.stalledMs < OUTAGE_MS) return false;
	}
	return !context.continueOnFail();
}
