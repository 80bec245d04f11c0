import type { Decision } from './decide';

/** What n8n shows above the output, so that nobody takes a run that only tries the workflow for one that called. */
export function testRunHint(decisions: Decision[]): string | undefined {
	const some = (is: (decision: Decision) => boolean) => decisions.some(is);
	if (some(({ does }) => does === 'returnSample')) {
		return 'Nobody was called. Safety › Manual Runs returned a sample call for each item.';
	}
	if (some((decision) => decision.does === 'call' && decision.isTest === true)) {
		return 'Only the test number was called, because of Safety › Manual Runs.';
	}
	if (some((decision) => decision.does === 'notCall' && decision.reason === 'dry_run')) {
		return 'Nobody was called, because Safety › Dry Run is on.';
	}
	return undefined;
}
