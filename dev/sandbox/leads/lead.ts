/** The documented statuses of a lead. */
export const LEAD_STATUSES = ['New', 'Contacted', 'Converted', 'Unsubscribed'] as const;

export type LeadStatus = (typeof LEAD_STATUSES)[number];

/** What a lead says about a person; times in ms since 1970. */
export interface LeadFields {
	readonly name: string;
	readonly phoneNumber: string;
	readonly email: string | null;
	readonly status: LeadStatus;
	readonly notes: string | null;
	readonly tags: readonly string[];
	readonly metadata: Readonly<Record<string, unknown>>;
}

/** A lead. It never changes: each change makes a new one. */
export interface Lead extends LeadFields {
	readonly id: string;
	readonly listIds: readonly string[];
	/** Position in the order of creation. */
	readonly order: number;
	readonly createdAt: number;
	readonly updatedAt: number;
	readonly convertedAt: number | null;
}

/** The lead with other fields; a lead that becomes Converted is converted at this moment. */
export function changed(lead: Lead, fields: Partial<LeadFields>, at: number): Lead {
	const after = { ...lead, ...fields, updatedAt: at };
	const isConverted = after.status === 'Converted';
	return { ...after, convertedAt: isConverted ? (lead.convertedAt ?? at) : null };
}

/** Notes with a text appended on a line of its own, after the time it came in. */
export function withNote(notes: string | null, text: string, at: number): string {
	const line = `[${new Date(at).toISOString()}] ${text}`;
	return notes === null || notes === '' ? line : `${notes}\n${line}`;
}

/** The lead as the API shows it. */
export function leadView(
	lead: Lead,
	{ accountId, emptyAs }: { accountId: string; emptyAs: 'null' | 'absent' },
): Record<string, unknown> {
	const view = {
		id: lead.id,
		account_id: accountId,
		name: lead.name,
		phone_number: lead.phoneNumber,
		email: lead.email,
		status: lead.status,
		notes: lead.notes,
		tags: lead.tags,
		metadata: lead.metadata,
		list_ids: lead.listIds,
		converted_at: lead.convertedAt === null ? null : new Date(lead.convertedAt).toISOString(),
		created_at: new Date(lead.createdAt).toISOString(),
		updated_at: new Date(lead.updatedAt).toISOString(),
	};
	if (emptyAs === 'null') return view;
	return Object.fromEntries(Object.entries(view).filter(([, value]) => value !== null));
}
