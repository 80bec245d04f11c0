import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { UserError } from '../../shared/errors/UserError';
import { isJsonObject } from '../../shared/json';
import { labelsOf, readItem, type FieldReader, type FieldValues } from '../fields/readFields';
import type { Operation, SideEffect } from './operation';
import { scopeHint } from '../../shared/client/scopes';

/** An endpoint that takes many items in one POST. */
export interface BatchEndpoint {
	path: string;
	/** The most that one request may hold. */
	size: number;
	/** How much of a request an item takes up. 1 without it. */
	weightOf?(values: FieldValues): number;
	fields: INodeProperties[];
	readers?: Record<string, FieldReader>;
	/** Checks fields against each other and may complete them. @throws UserError */
	complete?(values: FieldValues): FieldValues;
	/** Checks the items against each other. Returns what is wrong, by item. */
	validateAll?(rows: Array<FieldValues | undefined>): Map<number, UserError>;
	/** What all items of one request have in common. */
	groupOf(values: FieldValues): IDataObject;
	body(group: IDataObject, batch: FieldValues[]): IDataObject;
	/** Whether the request may be sent again when its reply was lost. */
	idempotent(group: IDataObject, batch: FieldValues[]): boolean;
	/** The scope that the API key needs. */
	scope: string;
	output(answer: IDataObject): IDataObject;
	/** What an error about an item contains in addition to its message. */
	describe(values: FieldValues): IDataObject;
	sideEffect: SideEffect;
}

/** Makes an operation that sends its items in as few requests as possible, and outputs one item for each request. */
export function batchEndpoint(description: BatchEndpoint): {
	fields: INodeProperties[];
	operation: Operation<FieldValues>;
} {
	const { path, size, weightOf, fields, readers, validateAll, groupOf, scope } = description;
	const { complete = (values) => values, sideEffect, describe } = description;
	const operation: Operation<FieldValues> = {
		parse: (context, itemIndex) => complete(readItem(context, itemIndex, fields, readers)),
		validateAll,
		batches: {
			size,
			weightOf,
			keyOf: (values) => JSON.stringify(groupOf(values)),
			async execute({ client }, batch, itemIndex) {
				const group = groupOf(batch[0] as FieldValues);
				const answer = await client.request(
					{
						method: 'POST',
						path,
						body: description.body(group, batch),
						idempotent: description.idempotent(group, batch),
					},
					itemIndex,
				);
				return { json: description.output((isJsonObject(answer) ? answer : {}) as IDataObject) };
			},
		},
		mayRepeat: (values) => description.idempotent(groupOf(values), [values]),
		describeItem: describe,
		fieldNames: labelsOf(fields),
		hints: { 403: scopeHint(scope) },
		sideEffect,
	};
	return { fields, operation };
}
