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
	 * @throws TopCallsError, UserError
	 */
	create(context: IHookFunctions, url: string): Promise<void>;

	/** @throws TopCallsError, UserError */
	remove(context: IHookFunctions, url: string): Promise<void>;
}
