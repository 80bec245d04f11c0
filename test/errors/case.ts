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
	/** What happened at TopCalls before; the item then brings the ID of that call. */
	before?: (sandbox: Sandbox) => Promise<void>;
	/** The field as the editor calls it; the message must name it. */
	field?: string;
	/** Whether nothing can be done about it. */
	isFinal?: boolean;
	/** For an input that is taken: what happens instead of an error. */
	taken?: string;
	/** How often phones ring all the same; 0 unless told. */
	rings?: number;
}

/** Cases of one operation, a heading on the page. */
export interface Section {
	title: string;
	about: string;
	/** Whether nothing at all may be sent to TopCalls. */
	sendsNothing?: boolean;
	/** Whether an input that is taken rings a phone. */
	dials?: boolean;
	/** A node that works. */
	node: INodeParameters;
	cases: ErrorCase[];
}
