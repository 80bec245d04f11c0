import type { IDataObject } from 'n8n-workflow';

import { readRecord } from '../../../shared/client/record';

/** A lead as the node outputs it: the API's own fields, with its ID under a name of its own. */
export type Lead = IDataObject & { lead_id: string };

/** The numbers that a lead can have, stricter than those that can be called. */
export const LEAD_NUMBER = /^\+[1-9]\d{8,14}$/;

/** What most workflows need of a lead, most used first; n8n's guidelines ask for at most ten fields. */
const SIMPLE_FIELDS = [
	'name',
	'phone_number',
	'status',
	'email',
	'tags',
	'notes',
	'list_ids',
	'metadata',
];

/**
 * Follows https://docs.topcalls.ai/api-reference/get-lead-by-id.
 *
 * @throws TopCallsError (`unreadable`) when it has no ID
 */
export function readLead(answer: unknown): Lead {
	return readRecord(answer, 'lead') as Lead;
}

/** The fields that most workflows need. */
export function simplifyLead(lead: Lead): Lead {
	const chosen = SIMPLE_FIELDS.filter((name) => lead[name] !== undefined);
	return { lead_id: lead.lead_id, ...Object.fromEntries(chosen.map((name) => [name, lead[name]])) };
}
