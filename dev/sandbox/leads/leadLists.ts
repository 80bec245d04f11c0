import { randomUUID } from 'node:crypto';
import { Problem } from '../calls/problem';

/** A list that leads are on. Lists are made in the dashboard; the API has no endpoint for them. */
export interface LeadList {
	readonly id: string;
	readonly name: string;
}

/** The list that is there from the start and is on the first campaign. */
export const FIRST_LIST: LeadList = {
	id: '5b0d3c1e-4f6a-4c8b-9a57-2d6e8f1a0b31',
	name: 'Website leads',
};

/** The other list that is there from the start; no campaign calls it. */
export const OTHER_LIST: LeadList = {
	id: '0f6c2a8d-93b7-4d15-8e2f-6a1b7c4d9e02',
	name: 'Outside of campaigns',
};

/** The lead lists of the account. */
export class LeadLists {
	private readonly byId = new Map<string, LeadList>();

	constructor() {
		this.clear();
	}

	/** Adds a list. */
	create(name: string): LeadList {
		const list = { id: randomUUID(), name };
		this.byId.set(list.id, list);
		return list;
	}

	/** All lists, oldest first. */
	all(): LeadList[] {
		return [...this.byId.values()];
	}

	/** Throws the 404, with the field that names the list, when there is none with this id. */
	mustHave(listId: string): void {
		if (this.byId.has(listId)) return;
		const errors = [{ path: 'list_id', message: 'Lead list not found', code: 'not_found' }];
		throw new Problem(404, 'Not Found', 'Lead list not found', { errors });
	}

	/** Back to the lists of the start. */
	clear(): void {
		this.byId.clear();
		for (const list of [FIRST_LIST, OTHER_LIST]) this.byId.set(list.id, list);
	}
}
