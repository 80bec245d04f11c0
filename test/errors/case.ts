import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { FaultRule, Sandbox, SandboxSettings } from '../../dev/sandbox';

/** One wrong or hostile input, as data. */
export interface ErrorCase {
	/** What is wrong, as a user would say it; the first column of docs/errors.md. */
	given: string;
	/** The node's parameters, where they differ from a node that works. */
	parameters?: INodeParameters;
	/** The items that reach the node. */
	items?: IDataObject[];
	/** The credential, where it differs from one that works. */
	credential?: Record<string, unknown>;
	settings?: Partial<SandboxSettings>;
	faults?: FaultRule[];
	/** What happened at TopCalls before; the item then contains the ID of that call. */
	before?: (sandbox: Sandbox) => Promise<void>;
	/** The label of the field; the message must contain it. */
	field?: string;
	/** Whether nothing can be done about it. */
	isFinal?: boolean;
	/** For an input that is accepted: what happens instead of an error. */
	taken?: string;
	/** How often somebody is called nevertheless; 0 if not set. */
	timesCalled?: number;
}

/** Cases of one operation, a heading on the page. */
export interface Section {
	title: string;
	about: string;
	/** Whether nothing at all may be sent to TopCalls. */
	sendsNothing?: boolean;
	/** Whether an input that is accepted makes a call. */
	makesCall?: boolean;
	/** A node that works. */
	node: INodeParameters;
	cases: ErrorCase[];
}
