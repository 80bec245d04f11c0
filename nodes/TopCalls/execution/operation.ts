import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { UserError } from '../../shared/errors/UserError';
import type { BatchRules } from './batches';
import type { Run } from './run';

/** An item that the node outputs. */
export interface Result {
	json: IDataObject;
	binary?: INodeExecutionData['binary'];
	/** The input items that it stands for, if not only the one that it belongs to. */
	pairedItems?: number[];
	/** When its turn comes, if it leaves by the second output, Later: milliseconds since the epoch. */
	laterAt?: number;
	/** Whether nothing is done for the item. */
	isNotDone?: boolean;
}

/** The state of one item: checked, done, or failed. */
export type ItemState<Params> = {
	params?: Params;
	results?: Result[];
	failure?: Error;
	/** Whether an earlier attempt sent the request and its result is unknown. */
	mayHaveSucceeded?: boolean;
};

/** How items are sent together. */
export interface Batches<Params> extends BatchRules<Params> {
	/**
	 * Does the work for the items of one batch. One batch runs at a time.
	 *
	 * @param itemIndex of the first of them
	 * @throws TopCallsError
	 */
	execute(run: Run, batch: Params[], itemIndex: number): Promise<Result>;
}

/** What an error says about requests that change something. */
export interface SideEffect {
	/** Such as “calls were made”, after a number. */
	done: string;
	/** Such as “may have been made”. */
	maybeDone: string;
	/** Such as “not called”. */
	notDone: string;
	/** What to do when the result is unknown. */
	ifUnknown: string;
	/** What happened where the result is unknown and the request may not be repeated now. */
	ifNotRepeated?: string;
	/** What happens to what was done, and what a new run of the workflow would do to it. */
	ifDone?: string;
}

/**
 * One operation of the node. It does not contain the loop over the items.
 *
 * @typeParam Params the checked input of one item; n8n saves it between the attempts of “Retry On Fail”, so it is
 *                     plain data without secrets, and what is sent is in `body`
 * @typeParam Begun    what all items of a run share
 */
export interface Operation<Params, Begun = undefined> {
	/**
	 * Reads and checks the parameters of one item and sends nothing.
	 *
	 * @throws UserError
	 */
	parse(context: IExecuteFunctions, itemIndex: number): Params;

	/**
	 * Checks all valid items together, before anything is sent.
	 *
	 * @param params by item; undefined where an item is bad already
	 * @returns what is wrong, by item
	 */
	validateAll?(params: Array<Params | undefined>): Map<number, UserError>;

	/**
	 * Decides for which items nothing is done, before anything is done for any, and sets their results. If it cannot
	 * decide, the item fails.
	 */
	guard?(run: Run, states: Array<ItemState<Params>>): Promise<void>;

	/**
	 * Reads the settings of all items, before anything is sent.
	 *
	 * @throws UserError
	 */
	begin?(run: Run): Begun;

	/**
	 * Does the work for one item. Many run at once. Missing only where there are batches.
	 *
	 * @throws TopCallsError, UserError
	 */
	execute?(run: Run, params: Params, itemIndex: number, begun: Begun): Promise<Result[]>;

	/** For endpoints that take many items in one request: instead of `execute`. */
	batches?: Batches<Params>;

	/**
	 * What is left to do once all items are done, such as waiting; it may change their results.
	 *
	 * @returns whether the execution waits, so that nothing is output now
	 */
	afterAll?(run: Run, states: Array<ItemState<Params>>, begun: Begun): Promise<boolean>;

	/** Whether the fields of the input item are output along with those of its result. Without it, never. */
	includesInput?(params: Params): boolean;

	/** What a request is about, e.g. the number; an error about the item contains it in addition to its message. */
	describeItem(params: Params): IDataObject;

	/**
	 * Whether a later attempt of the node may repeat a request whose result is unknown. Without it, always.
	 */
	mayRepeat?(params: Params): boolean;

	/** The API's field names, as the editor calls them. */
	fieldNames?: Record<string, string>;

	/** For operations that change something: how an error names what was done and what was not. */
	sideEffect?: SideEffect;

	/** What the editor says below the output of a run by hand; may contain HTML. */
	outputHints?(context: IExecuteFunctions, states: Array<ItemState<Params>>): string[];

	/** What to do about a response with this HTTP status, if the operation knows it better. */
	hints?: Record<number, string>;

	/** How fast requests may go out, as far as the user set it; the first good item decides for all. */
	throttle?(
		context: IExecuteFunctions,
		itemIndex: number,
	): { maxConcurrency?: number; requestsPerMinute?: number };
}

/** Whether something was done for an item: a request was carried out. */
export function isDone({ results }: ItemState<unknown>): boolean {
	return results !== undefined && results.every(({ isNotDone }) => !isNotDone);
}
