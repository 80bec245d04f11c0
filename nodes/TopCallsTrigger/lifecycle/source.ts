import type { IHookFunctions } from 'n8n-workflow';

/** Where the events come from, and what must be set up for them to come. */
export interface Source {
	/**
	 * Whether all is set up just as the node is set.
	 *
	 * @param url where the trigger hears
	 * @throws TopCallsError
	 */
	exists(context: IHookFunctions, url: string): Promise<boolean>;

	/**
	 * Sets up all of it, or nothing.
	 *
	 * @throws TopCallsError, LifecycleProblem
	 */
	create(context: IHookFunctions, url: string): Promise<void>;

	/** @throws TopCallsError, LifecycleProblem */
	remove(context: IHookFunctions, url: string): Promise<void>;
}

/** Something about the trigger's set-up that the user must mend. */
export class LifecycleProblem extends Error {
	/**
	 * @param message what happened
	 * @param fix     how to mend it, one or more sentences
	 */
	constructor(
		message: string,
		readonly fix: string,
	) {
		super(message);
		this.name = 'LifecycleProblem';
	}
}
