import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { TopCallsError } from '../api/TopCallsError';
import type { Outcome } from './operation';

const MEMORY = 'earlierTries';
const UNKNOWN = 'unknown';

/**
 * Under “Retry On Fail” n8n runs the node again and shows the last try only. What an earlier try did
 * is brought back here, or a call that was placed then would be called “not dialled” when the last try
 * stops before it comes to that item.
 *
 * @param round    the run index, which is the same for all tries
 * @param outcomes of this try; those of items that an earlier try did are put right
 */
export function rememberTries(
	context: IExecuteFunctions,
	round: number,
	outcomes: Array<Outcome<unknown>>,
): void {
	if (!context.getNode().retryOnFail) return;
	const state = context.getContext('node');
	const memory = (state[MEMORY] ?? {}) as { round?: number; items?: Record<number, Done> };
	const items = memory.round === round ? (memory.items ?? {}) : {};

	outcomes.forEach((outcome, item) => {
		const { failure, results } = outcome;
		const before = items[item];
		if (!(failure instanceof TopCallsError)) {
			if (results) items[item] = results.map(({ json }) => json);
		} else if (Array.isArray(before)) {
			outcome.results = before.map((json) => ({ json }));
			delete outcome.failure;
		} else if (before === UNKNOWN) {
			outcome.failure = failure.afterLostReply();
		} else if (failure.outcomeUnknown) {
			items[item] = UNKNOWN;
		}
	});

	if (outcomes.some(({ failure }) => failure)) state[MEMORY] = { round, items };
	else delete state[MEMORY];
}

type Done = IDataObject[] | typeof UNKNOWN;
