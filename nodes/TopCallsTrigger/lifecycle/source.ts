import type { IHookFunctions } from 'n8n-workflow';

/** A source of events, and how it is set up. */
export interface Source {
	/**
	 * Whether the setup matches the settings of the node.
	 *
	 * @param url of the trigger's webhook
	 * @throws TopCallsError
	 */
	exists(context: IHookFunctions, url: string): Promise<boolean>;

	/**
	 * Sets everything up, or nothing.
	 *
	 * @throws TopCallsError, UserError
	 */
	create(context: IHookFunctions, url: string): Promise<void>;

	/** @throws TopCallsError, UserError */
	remove(context: IHookFunctions, url: string): Promise<void>;
}
