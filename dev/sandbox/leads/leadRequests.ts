import { z } from 'zod';
import { LEAD_STATUSES, type LeadFields } from './lead';

/** The most rows of one import, and the most ids of one deletion. */
export const MOST_IMPORTED = 2_000;
export const MOST_DELETED_BY_ID = 500;

const phoneNumber = z.string().regex(/^\+[1-9]\d{8,14}$/, 'Phone number must be in E.164 format');
const uuid = z.string().uuid();
const status = z.enum(LEAD_STATUSES);

const optionalFields = {
	email: z.string().email().nullable().optional(),
	status: status.optional(),
	notes: z.string().nullable().optional(),
	tags: z.array(z.string()).optional(),
	metadata: z.record(z.unknown()).optional(),
};

/** The body of POST /v1/leads. */
export const leadCreate = z.object({
	name: z.string().min(1),
	phone_number: phoneNumber,
	list_id: uuid,
	...optionalFields,
	notes_append: z.string().optional(),
});

/** The body of PATCH /v1/leads/{id}; `checkedPatch` has the rules between its fields. */
export const leadPatch = z.object({
	name: z.string().min(1).optional(),
	phone_number: phoneNumber.optional(),
	...optionalFields,
	notes_append: z.string().optional(),
});

/** At least one field, and not both ways of writing notes. */
export function checkedPatch(patch: z.infer<typeof leadPatch>, context: z.RefinementCtx): void {
	if (Object.values(patch).every((value) => value === undefined)) {
		context.addIssue({ code: 'custom', path: [], message: 'Provide at least one field' });
	}
	if (patch.notes !== undefined && patch.notes_append !== undefined) {
		const message = 'Provide either notes or notes_append, not both';
		context.addIssue({ code: 'custom', path: ['notes_append'], message });
	}
}

/** A row of POST /v1/leads/bulk. */
const importedLead = z.object({
	phone_number: phoneNumber,
	name: z.string().optional(),
	...optionalFields,
});

export type ImportedLead = z.infer<typeof importedLead>;

/** The body of POST /v1/leads/bulk. */
export const leadImport = z.object({
	list_id: uuid,
	leads: z.array(importedLead).min(1).max(MOST_IMPORTED),
	mode: z.enum(['merge', 'skip']).default('merge'),
});

const filter = z
	.object({
		list_id: uuid.optional(),
		status: status.optional(),
		tag: z.string().min(1).optional(),
	})
	// A condition that is not understood must not widen what is deleted.
	.strict()
	.refine((given) => Object.keys(given).length > 0, 'The filter must not be empty');

/** The body of POST /v1/leads/bulk-delete; `checkedDeletion` wants one of both. */
export const leadDeletion = z.object({
	ids: z.array(uuid).min(1).max(MOST_DELETED_BY_ID).optional(),
	filter: filter.optional(),
	account_id: uuid.optional(),
});

/** Either ids or a filter. */
export function checkedDeletion(
	deletion: z.infer<typeof leadDeletion>,
	context: z.RefinementCtx,
): void {
	if ((deletion.ids === undefined) !== (deletion.filter === undefined)) return;
	context.addIssue({ code: 'custom', path: [], message: 'Provide either ids or filter' });
}

/** The query of GET /v1/leads. */
export const leadQuery = z.object({
	phone: phoneNumber.optional(),
	list_id: uuid.optional(),
	status: status.optional(),
	tag: z.string().min(1).optional(),
	cursor: z.string().optional(),
	limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** The query of DELETE /v1/leads/{id}. */
export const leadRemoval = z.object({ list_id: uuid.optional() });

type Body = Partial<ImportedLead>;

/** The fields that a body names, under our names; those it leaves out are left out. */
export function fieldsOf(body: Body): Partial<LeadFields> {
	const { phone_number: phoneNumber, name, email, status, notes, tags, metadata } = body;
	const fields = { phoneNumber, name, email, status, notes, tags, metadata };
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
