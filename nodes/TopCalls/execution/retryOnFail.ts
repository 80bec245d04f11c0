import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { fingerprint } from '../../shared/crypto';
import { TopCallsError } from '../../shared/errors/TopCallsError';
import { isDone, type ItemState } from './operation';

const KEY = 'earlierAttempts';

/** What an earlier attempt did with one item; n8n saves it with the execution. */
interface Attempt {
	/** The checked input; without its body, which may be large, once there is a result. */
	params: unknown;
	/** The idempotency key that the node made. */
	key?: string;
	/** What TopCalls answered. */
	results?: IDataObject[];
	/** The items that the first result stands for, if several. */
	pairedItems?: number[];
	/** Whether TopCalls may have acted on the request, although no good answer came. */
	mayHaveSucceeded?: boolean;
}

interface SavedAttempts {
	executionId: string;
	/** By item index, which is the same for all attempts. */
	items: Record<number, Attempt>;
}

/**
 * What earlier attempts of the same run did. n8n runs a node again under “Retry On Fail” and by “Retry” in the list
 * of executions, and an agent's tool each time the model asks for it. An item that is done is not sent again: its
 * result is reused. One that was sent is sent again with the same key and the same body, although an expression with
 * `$now` has another value by now.
 */
export class EarlierAttempts {
	private readonly run: string;
	private readonly executionId: string;
	private readonly earlier: Record<number, Attempt>;
	private readonly keys = new Map<number, string>();

	/**
	 * @param asTool   whether an AI agent runs the node: n8n counts each attempt as another run then, but the
	 *                 model's arguments are the same
	 * @param runIndex is the same for all attempts otherwise
	 */
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly asTool: boolean,
		runIndex: number,
	) {
		this.run = asTool ? argumentsOf(context.getInputData()[0]?.json ?? {}) : String(runIndex);
		this.executionId = context.getExecutionId() ?? '';
		const saved = this.saved()[this.run];
		const isSameExecution = saved?.executionId === this.executionId;
		// By the button “Retry” the user may have corrected what TopCalls refused.
		const counts = ([, { results, mayHaveSucceeded }]: [string, Attempt]) =>
			isSameExecution || results !== undefined || mayHaveSucceeded === true;
		this.earlier = Object.fromEntries(Object.entries(saved?.items ?? {}).filter(counts));
	}

	/**
	 * An item that an earlier attempt sent: what was sent, and what came back.
	 *
	 * @param mayRepeat whether what may have been done can be sent again; if not, the item has failed
	 */
	stateOf<Params>(
		itemIndex: number,
		mayRepeat: (params: Params) => boolean = () => true,
	): ItemState<Params> | undefined {
		const attempt = this.earlier[itemIndex];
		if (!attempt) return undefined;
		const { results, pairedItems, mayHaveSucceeded } = attempt;
		const params = attempt.params as Params;
		if (!results && mayHaveSucceeded && !mayRepeat(params)) {
			return { params, mayHaveSucceeded, failure: notRepeated() };
		}
		return {
			params,
			results: results?.map((json) => ({ json, pairedItems })),
			mayHaveSucceeded,
		};
	}

	/** The idempotency key of a request: the one it had in an earlier attempt, or else the one that is made now. */
	keyOf(itemIndex: number, make: () => string): string {
		const key = this.earlier[itemIndex]?.key ?? make();
		this.keys.set(itemIndex, key);
		return key;
	}

	/**
	 * Saves what this attempt did.
	 *
	 * @param states of all items, once all that were to be sent are
	 */
	save(states: Array<ItemState<unknown>>): void {
		const items = { ...this.earlier };
		states.forEach((state, item) => {
			const { params, results, failure } = state;
			const key = this.keys.get(item);
			if (results && !isDone(state)) return;
			// What may have been done is repeated as it was sent first.
			if (!results && items[item]?.mayHaveSucceeded) return;
			if (results) {
				const pairedItems = results[0]?.pairedItems;
				items[item] = {
					params: withoutBody(params),
					results: results.map(({ json }) => json),
					...(pairedItems && { pairedItems }),
				};
			} else if (failure instanceof TopCallsError) {
				if (failure.isResultUnknown || failure.status > 0) {
					items[item] = { params, key, mayHaveSucceeded: failure.isResultUnknown };
				}
			} else if (failure && params !== undefined) {
				items[item] ??= { params, key };
			}
		});
		const others = this.asTool ? this.saved() : {};
		this.state[KEY] = { ...others, [this.run]: { executionId: this.executionId, items } };
	}

	/** There will be no other attempt. From now on, an agent may request the same again. */
	clear(): void {
		const others = Object.entries(this.saved()).filter(([run]) => this.asTool && run !== this.run);
		if (others.length > 0) this.state[KEY] = Object.fromEntries(others);
		else delete this.state[KEY];
	}

	private get state(): IDataObject {
		return this.context.getContext('node');
	}

	private saved(): Record<string, SavedAttempts> {
		return (this.state[KEY] ?? {}) as unknown as Record<string, SavedAttempts>;
	}
}

function notRepeated(): TopCallsError {
	return new TopCallsError('lost', 'TopCalls did not answer an earlier attempt of this node', {
		hint: 'It was not repeated, so that nothing is done twice.',
		mayHaveSucceeded: true,
	});
}

/** The arguments from the agent's model, as a short text. n8n adds a different ID to them each time. */
function argumentsOf(input: IDataObject): string {
	const given = { ...input };
	delete given.toolCallId;
	return fingerprint(JSON.stringify(given));
}

function withoutBody(params: unknown): unknown {
	const { body, ...rest } = params as { body?: unknown };
	return body === undefined ? params : rest;
}
