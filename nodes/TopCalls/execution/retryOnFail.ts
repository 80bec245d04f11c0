import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { fingerprint } from '../../shared/crypto';
import { TopCallsError } from '../../shared/errors/TopCallsError';
import type { ItemState } from './operation';

const KEPT = 'earlierAttempts';

/** What an earlier attempt did with one item; n8n saves it with the execution. */
interface Attempt {
	/** The checked input; without its body, which may be large, once there is a result. */
	prepared: unknown;
	/** The idempotency key that the node made. */
	key?: string;
	/** What TopCalls answered. */
	results?: IDataObject[];
	/** Whether TopCalls may have acted on the request, although no good answer came. */
	mayBeDone?: boolean;
}

interface Kept {
	executionId: string;
	/** By item index, which is the same for all attempts. */
	items: Record<number, Attempt>;
}

/**
 * What earlier attempts of the same run did. n8n runs a node again under “Retry On Fail” and by “Retry” in the list
 * of executions, and an agent's tool each time the model asks for it. An item that is done is not sent again: its
 * result is brought back. One that was sent goes out again as it was, with the same key and the same body, although an
 * expression with `$now` reads differently by now.
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
		const kept = this.kept()[this.run];
		const isSameExecution = kept?.executionId === this.executionId;
		// By the button “Retry” the user may have corrected what TopCalls refused.
		const counts = ([, { results, mayBeDone }]: [string, Attempt]) =>
			isSameExecution || results !== undefined || mayBeDone === true;
		this.earlier = Object.fromEntries(Object.entries(kept?.items ?? {}).filter(counts));
	}

	/** An item that an earlier attempt sent: what was sent, and what came back. */
	outcomeOf<Prepared>(itemIndex: number): ItemState<Prepared> | undefined {
		const attempt = this.earlier[itemIndex];
		return (
			attempt && {
				params: attempt.prepared as Prepared,
				results: attempt.results?.map((json) => ({ json })),
			}
		);
	}

	/** The idempotency key of a request: the one it had in an earlier attempt, or else the one that is made now. */
	keyOf(itemIndex: number, make: () => string): string {
		const key = this.earlier[itemIndex]?.key ?? make();
		this.keys.set(itemIndex, key);
		return key;
	}

	/**
	 * To be told what this attempt did.
	 *
	 * @param outcomes of all items; a failure of a request that may have been done before is put right
	 */
	remember(outcomes: Array<ItemState<unknown>>): void {
		const items = { ...this.earlier };
		outcomes.forEach((outcome, item) => {
			const { params, results, failure } = outcome;
			const key = this.keys.get(item);
			if (results) {
				items[item] = { prepared: withoutBody(params), results: results.map(({ json }) => json) };
			} else if (failure instanceof TopCallsError) {
				if (items[item]?.mayBeDone) outcome.failure = failure.withUnknownResult();
				else if (failure.isResultUnknown || failure.status > 0) {
					items[item] = { prepared: params, key, mayBeDone: failure.isResultUnknown };
				}
			} else if (failure && params !== undefined) {
				items[item] ??= { prepared: params, key };
			}
		});
		const others = this.asTool ? this.kept() : {};
		this.state[KEPT] = { ...others, [this.run]: { executionId: this.executionId, items } };
	}

	/** There will be no other attempt: an agent may ask for the same once more. */
	forget(): void {
		const others = Object.entries(this.kept()).filter(([run]) => this.asTool && run !== this.run);
		if (others.length > 0) this.state[KEPT] = Object.fromEntries(others);
		else delete this.state[KEPT];
	}

	private get state(): IDataObject {
		return this.context.getContext('node');
	}

	private kept(): Record<string, Kept> {
		return (this.state[KEPT] ?? {}) as unknown as Record<string, Kept>;
	}
}

/** What the agent's model gave, as a short text; n8n adds an ID that is another one each time. */
function argumentsOf(input: IDataObject): string {
	const given = { ...input };
	delete given.toolCallId;
	return fingerprint(JSON.stringify(given));
}

function withoutBody(prepared: unknown): unknown {
	const { body, ...rest } = prepared as { body?: unknown };
	return body === undefined ? prepared : rest;
}
