import { NodeOperationError, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';

import * as call from './call';
import type { Operation } from '../execution/operation';
import * as model from './model';
import * as voice from './voice';

/** What an operation does, and the fields that it reads. */
interface Chosen {
	fields: INodeProperties[];
	operation: Operation<unknown, unknown>;
}

interface Resource {
	operationField: INodeProperties;
	operations: Record<string, Chosen>;
}

const resources: Record<string, Resource> = { call, model, voice };

export const resourceField: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	default: 'call',
	options: [
		{ name: 'Call', value: 'call' },
		{ name: 'Model', value: 'model' },
		{ name: 'Voice', value: 'voice' },
	],
};

/** Every field of every operation, shown where it belongs. */
export const operationFields: INodeProperties[] = Object.entries(resources).flatMap(
	([resource, { operationField, operations }]) => [
		operationField,
		...Object.entries(operations).flatMap(([operation, { fields }]) =>
			fields.map((field) => shownFor(field, resource, operation)),
		),
	],
);

/**
 * The operation that the node is set to.
 *
 * @throws NodeOperationError when there is none of that name
 */
export function chosenOperation(context: IExecuteFunctions): Chosen {
	const resource = context.getNodeParameter('resource', 0) as string;
	const name = context.getNodeParameter('operation', 0, '') as string;
	const chosen = resources[resource]?.operations[name];
	if (!chosen) {
		throw new NodeOperationError(
			context.getNode(),
			`The operation “${name}” of the resource “${resource}” does not exist`,
			{ description: 'Open the node and choose an operation.' },
		);
	}
	return chosen;
}

function shownFor(field: INodeProperties, resource: string, operation: string): INodeProperties {
	const show = { resource: [resource], operation: [operation], ...field.displayOptions?.show };
	return { ...field, displayOptions: { ...field.displayOptions, show } };
}
