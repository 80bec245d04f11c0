import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { TopCallsError } from '../../shared/errors/TopCallsError';
import { expressionsIn } from './expressions';
import { evaluateParts } from './expressionText';
import { EmptyField } from '../../shared/errors/EmptyField';
import { UserError } from '../../shared/errors/UserError';
import { quote } from '../../shared/quote';

/**
 * When n8n cannot evaluate an expression, its error does not name the field. So this evaluates the fields
 * again, one expression at a time.
 *
 * @param fields of the operation
 * @param error  what happened while the fields of the item were read
 * @returns the first expression that n8n cannot evaluate, in the words of the editor; otherwise the same error
 */
export function expressionFault(
	context: IExecuteFunctions,
	itemIndex: number,
	fields: INodeProperties[],
	error: Error,
): Error {
	if (error instanceof EmptyField) return emptied(context, fields, error);
	if (error instanceof UserError || error instanceof TopCallsError) return error;
	for (const { label, expression } of expressionsIn(context, fields)) {
		try {
			evaluateParts(context, itemIndex, expression);
		} catch (fault) {
			return describe(label, fault as Fault);
		}
	}
	return error;
}

/** Of a field that is empty since its expression returned nothing, mostly for a name that the item does not have. */
function emptied(
	context: IExecuteFunctions,
	fields: INodeProperties[],
	error: EmptyField,
): UserError {
	const found = expressionsIn(context, fields).find(({ label }) => label === error.field);
	if (!found) return error;
	return new EmptyField(
		error.field,
		`The expression ${quote(found.expression.slice(1).trim())} returned nothing for this item. Check the field name in it, including upper and lower case.`,
	);
}

type Fault = Error & { description?: string | null; context?: Record<string, unknown> };

function describe(label: string, { message, description, context = {} }: Fault): UserError {
	const { causeDetailed, nodeCause } = context;
	const advice = description ?? causeDetailed;
	return new UserError(
		`n8n cannot evaluate the expression in ${label}: “${message}”`,
		[
			advice ? `n8n says: “${String(advice)}”.` : `Open the expression in ${label} and correct it.`,
			nodeCause && !message.includes(String(nodeCause)) && `It refers to “${String(nodeCause)}”.`,
		]
			.filter(Boolean)
			.join(' '),
	);
}
