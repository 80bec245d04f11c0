import type { IHookFunctions } from 'n8n-workflow';

/** A source of events, and how it is set up. */
export interface Source {
	/**
	 * Whether all is set up just as the node is set.
	 *
	 * @param url of the trigger's webhook
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
