import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { EmptyField } from '../../../shared/errors/EmptyField';
import { UserError } from '../../../shared/errors/UserError';
import { isJsonObject } from '../../../shared/json';
import { batchEndpoint } from '../../execution/batchEndpoint';
import type { OperationDefinition } from '../../execution/resource';
import { readId } from '../../fields/readId';
import { readList } from '../../fields/readList';
import type { FieldValues } from '../../fields/readFields';
import { filterFields } from './fields';

/** The most IDs that one request may hold. */
const MAX_IDS = 500;

const deleteBy: INodeProperties = {
	displayName: 'Delete By',
	name: 'deleteBy',
	type: 'options',
	default: 'ids',
	description: 'Which leads to delete. This cannot be undone.',
	options: [
		{ name: 'Filter', value: 'filter', description: 'All leads that match a filter' },
		{ name: 'Lead IDs', value: 'ids', description: 'The leads of the input items' },
	],
};

const leadIds: INodeProperties = {
	displayName: 'Lead IDs',
	name: 'leadIds',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. {{ $json.lead_id }}',
	description: 'Comma-separated IDs. The IDs of all items are sent together, 500 per request.',
	displayOptions: { show: { deleteBy: ['ids'] } },
};

const filter: INodeProperties = {
	displayName: 'Filter',
	name: 'leadFilter',
	type: 'collection',
	placeholder: 'Add Condition',
	default: {},
	description: 'Leads that match all conditions are deleted',
	options: filterFields,
	displayOptions: { show: { deleteBy: ['filter'] } },
};

const { fields, operation } = batchEndpoint({
	path: '/v1/leads/bulk-delete',
	size: MAX_IDS,
	weightOf: ({ other }) =>
		other.deleteBy === 'ids' ? (other.leadIds as string[]).length : MAX_IDS,
	fields: [deleteBy, leadIds, filter],
	readers: { leadIds: readIds },
	complete: requireFilter,
	groupOf: ({ other }) => ({ deleteBy: String(other.deleteBy) }),
	body: (_, batch) => bodyOf(batch),
	idempotent: () => true,
	scope: 'leads:write',
	output: (answer) => (answer.kind === 'async' ? { ...answer, deleted: null } : answer),
	describe: ({ query, other }): IDataObject =>
		other.deleteBy === 'ids' ? { lead_id: (other.leadIds as string[]).join(', ') } : query,
	sideEffect: {
		done: 'leads were deleted',
		maybeDone: 'may have been deleted',
		notDone: 'not deleted',
		ifUnknown: 'It is safe to run the workflow again.',
	},
});

/** POST /v1/leads/bulk-delete, see https://docs.topcalls.ai/api-reference/bulk-delete-leads-hybrid-syncasync. */
export const deleteMany: OperationDefinition = {
	name: 'Delete Many',
	value: 'deleteMany',
	action: 'Delete many leads',
	description: 'Delete leads by their IDs or by a filter',
	fields,
	operation: {
		...operation,
		parse(context, itemIndex) {
			const values = operation.parse(context, itemIndex);
			refuseEmptyConditions(context.getNodeParameter(filter.name, itemIndex, {}), values);
			return values;
		},
	},
};

function readIds(field: INodeProperties, value: unknown): string[] | undefined {
	const ids = readList(field, value);
	ids?.forEach((id) => readId(field, id));
	if (ids === undefined || ids.length <= MAX_IDS) return ids;
	throw new UserError(
		`${field.displayName} contains ${ids.length} IDs`,
		`Enter at most ${MAX_IDS} per item, e.g. one per item.`,
	);
}

/** Without a condition every lead of the account would match. */
function requireFilter(values: FieldValues): FieldValues {
	if (values.other.deleteBy === 'ids' || Object.keys(values.query).length > 0) return values;
	throw new UserError(
		'Filter is empty',
		'Add at least one condition. Without one, every lead would match.',
	);
}

/** Without the empty one, the others would match more leads than were meant. */
function refuseEmptyConditions(added: unknown, { query, other }: FieldValues): void {
	if (other.deleteBy === 'ids' || !isJsonObject(added)) return;
	const empty = filterFields.find(
		({ name, routing }) =>
			Object.hasOwn(added, name) && query[String(routing?.send?.property)] === undefined,
	);
	if (empty) throw new EmptyField(empty.displayName, 'Enter a value, or remove the condition.');
}

function bodyOf(batch: FieldValues[]): IDataObject {
	const [{ query, other }] = batch as [FieldValues];
	if (other.deleteBy !== 'ids') return { filter: query };
	return { ids: [...new Set(batch.flatMap((values) => values.other.leadIds as string[]))] };
}
