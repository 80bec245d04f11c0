import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from './operation';

/** One operation of a resource: how the editor names it, its fields, and what it does. */
export interface OperationDefinition {
	/** In the field Operation. */
	name: string;
	/** As saved workflows name it. */
	value: string;
	/** In n8n's nodes panel, and the description of the tool for an AI agent. */
	action: string;
	description: string;
	/** Without `displayOptions` for resource and operation, which the registry adds. */
	fields: INodeProperties[];
	operation: Operation<unknown, unknown>;
}

/** A resource of the TopCalls API. */
export interface Resource {
	name: string;
	value: string;
	/** In alphabetical order, as n8n's guidelines ask. */
	operations: OperationDefinition[];
	/** The operation a new node begins with. */
	defaultOperation: string;
}
