import type { INodeProperties } from 'n8n-workflow';

import { EmptyField } from '../../../shared/errors/EmptyField';
import { endpoint } from '../../execution/endpoint';
import type { OperationDefinition } from '../../execution/resource';
import { isExpression } from '../../fields/expressionText';
import { listIdField } from './fields';
import { leadField, readLeadField, withLeadId } from './leadField';
import { describeLead } from './readers';

const listId: INodeProperties = {
	...listIdField,
	required: false,
	description:
		'Removes the lead from this list only. A lead that is then on no list is deleted. Leave empty to delete the lead altogether.',
	routing: { send: { type: 'query', property: 'list_id' } },
};

const { fields, operation } = endpoint({
	action: 'deleteLead',
	method: 'DELETE',
	path: '/v1/leads/{leadId}',
	fields: [leadField, listId],
	readers: { leadId: readLeadField },
	resolve: withLeadId,
	describe: describeLead,
	idempotent: true,
	scope: 'leads:write',
	output: (_, { other }) => ({ deleted: true, lead_id: String(other.leadId) }),
	sideEffect: {
		done: 'leads were deleted',
		maybeDone: 'may have been deleted',
		notDone: 'not deleted',
		ifUnknown: 'It is safe to run the workflow again.',
	},
});

/** DELETE /v1/leads/{id}, see https://docs.topcalls.ai/api-reference/delete-lead. */
export const deleteLead: OperationDefinition = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete a lead',
	description: 'Delete a lead, or remove it from one list',
	fields,
	operation: {
		...operation,
		parse(context, itemIndex) {
			const values = operation.parse(context, itemIndex);
			const { displayName, name } = listId;
			const raw = context.getNodeParameter(name, itemIndex, '', { rawExpressions: true });
			// An expression that gives no list must not delete the lead from all lists.
			if (values.query.list_id === undefined && isExpression(raw)) {
				throw new EmptyField(displayName, 'Enter a value, or remove the expression.');
			}
			return values;
		},
	},
};
