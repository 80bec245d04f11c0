import { NodeOperationError, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';

import type { OperationDefinition, Resource } from '../execution/resource';
import { call } from './call';
import { campaign } from './campaign';
import { lead } from './lead';
import { model } from './model';
import { phoneNumber } from './phoneNumber';
import { voice } from './voice';

/** Every resource of the node, in alphabetical order; the fields Resource and Operation come from it. */
export const resources: Resource[] = [call, campaign, lead, model, phoneNumber, voice];

export const resourceField: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	default: 'call',
	options: resources.map(({ name, value }) => ({ name, value })),
};

/** Every field of every operation, shown where it belongs. */
export const operationFields: INodeProperties[] = resources.flatMap((resource) => [
	operationField(resource),
	...resource.operations.flatMap((operation) =>
		operation.fields.map((field) => shownFor(field, resource.value, operation.value)),
	),
]);

/**
 * The operation that the node is set to.
 *
 * @throws NodeOperationError when there is none of that name
 */
export function chosenOperation(context: IExecuteFunctions): OperationDefinition {
	const resource = context.getNodeParameter('resource', 0) as string;
	const name = context.getNodeParameter('operation', 0, '') as string;
	const chosen = resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === name);
	if (chosen) return chosen;
	throw new NodeOperationError(
		context.getNode(),
		`The operation “${name}” of the resource “${resource}” does not exist`,
		{ description: 'Open the node and choose an operation.' },
	);
}

function operationField({
	value: resource,
	operations,
	defaultOperation,
}: Resource): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		default: defaultOperation,
		displayOptions: { show: { resource: [resource] } },
		options: operations.map(({ name, value, action, description }) => ({
			name,
			value,
			action,
			description,
		})),
	};
}

function shownFor(field: INodeProperties, resource: string, operation: string): INodeProperties {
	const show = { resource: [resource], operation: [operation], ...field.displayOptions?.show };
	return { ...field, displayOptions: { ...field.displayOptions, show } };
}
