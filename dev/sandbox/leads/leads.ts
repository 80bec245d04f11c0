import { randomUUID } from 'node:crypto';
import { notFound, Problem } from '../calls/problem';
import { changed, type Lead, type LeadFields, type LeadStatus } from './lead';

/** What leads are looked for by; conditions left out match everything. */
export interface LeadFilter {
	phone?: string | undefined;
	list_id?: string | undefined;
	status?: LeadStatus | undefined;
	tag?: string | undefined;
}

const BLANK: Omit<LeadFields, 'phoneNumber'> = {
	name: '',
	email: null,
	status: 'New',
	notes: null,
	tags: [],
	metadata: {},
};

/** The leads of the account, unique by phone number, and the lists they are on. */
export class Leads {
	private readonly byId = new Map<string, Lead>();
	private readonly idByPhone = new Map<string, string>();
	private readonly joinedByList = new Map<string, string[]>();
	private created = 0;

	/** `onDeleted` is told the ids of leads that are gone. */
	constructor(private readonly onDeleted: (ids: ReadonlySet<string>) => void) {}

	/** A new lead on a list. */
	create(fields: Partial<LeadFields> & { phoneNumber: string }, listId: string, at: number): Lead {
		const blank = { ...BLANK, phoneNumber: fields.phoneNumber, id: randomUUID(), listIds: [] };
		const times = { createdAt: at, updatedAt: at, convertedAt: null };
		const lead = changed({ ...blank, order: this.created++, ...times }, fields, at);
		this.byId.set(lead.id, lead);
		this.idByPhone.set(lead.phoneNumber, lead.id);
		return this.attach(lead, listId, at);
	}

	/** Changes a lead; 409 when another one has the phone number already. */
	update(lead: Lead, fields: Partial<LeadFields>, at: number): Lead {
		const phoneNumber = fields.phoneNumber ?? lead.phoneNumber;
		const owner = this.idByPhone.get(phoneNumber);
		if (owner !== undefined && owner !== lead.id) {
			throw new Problem(409, 'Conflict', `Another lead has the phone number ${phoneNumber}`);
		}
		this.idByPhone.delete(lead.phoneNumber);
		this.idByPhone.set(phoneNumber, lead.id);
		return this.save(changed(lead, fields, at));
	}

	/** Puts a lead on a list, where it may be already. */
	attach(lead: Lead, listId: string, at: number): Lead {
		if (lead.listIds.includes(listId)) return lead;
		const joined = this.joinedByList.get(listId) ?? [];
		this.joinedByList.set(listId, joined);
		joined.push(lead.id);
		return this.save({ ...lead, listIds: [...lead.listIds, listId], updatedAt: at });
	}

	/** Takes a lead off a list, and deletes it when it is on no other; 404 when it is not on it. */
	detach(lead: Lead, listId: string, at: number): void {
		if (!lead.listIds.includes(listId)) throw notFound('List assignment');
		const listIds = lead.listIds.filter((id) => id !== listId);
		if (listIds.length === 0) this.delete([lead.id]);
		else this.save({ ...lead, listIds, updatedAt: at });
	}

	/** Deletes leads; gives the ids of those that were there. */
	delete(ids: readonly string[]): ReadonlySet<string> {
		const deleted = new Set<string>();
		for (const id of ids) {
			const lead = this.byId.get(id);
			if (!lead) continue;
			this.byId.delete(id);
			this.idByPhone.delete(lead.phoneNumber);
			deleted.add(id);
		}
		if (deleted.size > 0) this.onDeleted(deleted);
		return deleted;
	}

	/** The lead with this id, or the 404. */
	get(id: string): Lead {
		const lead = this.find(id);
		if (!lead) throw notFound('Lead');
		return lead;
	}

	/** The lead with this id, if there is one. */
	find(id: string): Lead | undefined {
		return this.byId.get(id);
	}

	/** The lead with this phone number, if there is one. */
	findByPhone(phoneNumber: string): Lead | undefined {
		return this.byId.get(this.idByPhone.get(phoneNumber) ?? '');
	}

	/** The leads that meet all conditions, oldest first. */
	matching({ phone, list_id: listId, status, tag }: LeadFilter): Lead[] {
		return [...this.byId.values()].filter(
			(lead) =>
				(phone === undefined || lead.phoneNumber === phone) &&
				(listId === undefined || lead.listIds.includes(listId)) &&
				(status === undefined || lead.status === status) &&
				(tag === undefined || lead.tags.includes(tag)),
		);
	}

	/** Ids in the order they joined a list; leads that have left it since are still among them. */
	joined(listId: string): readonly string[] {
		return this.joinedByList.get(listId) ?? [];
	}

	/** How many leads there are. */
	get size(): number {
		return this.byId.size;
	}

	/** Removes all leads. */
	clear(): void {
		this.byId.clear();
		this.idByPhone.clear();
		this.joinedByList.clear();
	}

	private save(lead: Lead): Lead {
		this.byId.set(lead.id, lead);
		return lead;
	}
}
