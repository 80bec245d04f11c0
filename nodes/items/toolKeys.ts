import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { idempotencyKey, type RequestIdentity } from '../api/idempotencyKey';

const KEPT = 'unfinishedToolCalls';

/** What a request of an agent's tool does, within one execution of a workflow. */
export type ToolRequest = Omit<RequestIdentity, 'runIndex'> & { body: string };

/**
 * The idempotency keys of an AI agent's tool. They hold no run index, since n8n counts each try of “Retry On
 * Fail” as another run of a tool; the body tells one call of the tool from another instead. But a text with
 * `$now` in it reads differently in each try: so the key of a call that has come to no good end is kept.
 */
export class ToolKeys {
	private readonly used: string[] = [];

	constructor(private readonly context: IExecuteFunctions) {}

	/** The key of a request; of one that was tried before, the key that it had then. */
	keyFor(request: ToolRequest): string {
		const kept = this.kept();
		const { itemIndex } = request;
		const asked = idempotencyKey({
			...request,
			// n8n keeps these keys with the execution; a tool outside of one has another ID in each try.
			executionId: '',
			runIndex: 0,
			body: JSON.stringify(argumentsOf(this.context.getInputData()[itemIndex]?.json ?? {})),
		});
		const key = kept[asked] ?? idempotencyKey({ ...request, runIndex: 0 });
		this.used.push(asked);
		this.context.getContext('node')[KEPT] = { ...kept, [asked]: key };
		return key;
	}

	/** All requests came to a good end: the agent may ask for the same once more, in other words. */
	forget(): void {
		if (this.used.length === 0) return;
		const others = Object.entries(this.kept()).filter(([asked]) => !this.used.includes(asked));
		this.context.getContext('node')[KEPT] = Object.fromEntries(others);
	}

	private kept(): Record<string, string> {
		return (this.context.getContext('node')[KEPT] ?? {}) as Record<string, string>;
	}
}

/** What the agent's model gave; n8n adds an ID that is another one each time. */
function argumentsOf(input: IDataObject): IDataObject {
	const given = { ...input };
	delete given.toolCallId;
	return given;
}
