import type { z } from 'zod';
import { withNote, type Lead, type LeadFields } from './lead';
import { fieldsOf, type ImportedLead, type leadImport } from './leadRequests';
import type { Leads } from './leads';

/** The results of the rows; they add up to the number of rows. */
export interface ImportCounts {
	inserted: number;
	updated: number;
	duplicates: number;
}

/**
 * Imports checked rows onto a list. `merge` writes what a row names into the lead that has its number; `skip` only puts
 * that lead on the list. A number that came earlier in the same import is a duplicate in both.
 */
export function importLeads(
	leads: Leads,
	{ list_id: listId, leads: rows, mode }: z.infer<typeof leadImport>,
	at: number,
): ImportCounts {
	const counts: ImportCounts = { inserted: 0, updated: 0, duplicates: 0 };
	const seen = new Set<string>();
	for (const row of rows) {
		const known = leads.findByPhone(row.phone_number);
		const isRepeated = seen.has(row.phone_number);
		seen.add(row.phone_number);
		if (!known) {
			leads.create({ ...fieldsOf(row), phoneNumber: row.phone_number }, listId, at);
			counts.inserted += 1;
			continue;
		}
		const attached = leads.attach(known, listId, at);
		if (mode === 'merge') leads.update(attached, merged(attached, row, at), at);
		counts[isRepeated || mode === 'skip' ? 'duplicates' : 'updated'] += 1;
	}
	return counts;
}

/** What a row changes: notes are appended, tags united, metadata added to; an empty name says nothing. */
function merged(lead: Lead, row: ImportedLead, at: number): Partial<LeadFields> {
	const fields = fieldsOf(row);
	return {
		...fields,
		name: row.name || lead.name,
		notes: row.notes ? withNote(lead.notes, row.notes, at) : lead.notes,
		tags: [...new Set([...lead.tags, ...(row.tags ?? [])])],
		metadata: { ...lead.metadata, ...row.metadata },
	};
}
