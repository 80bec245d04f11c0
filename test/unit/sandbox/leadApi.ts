import { FIRST_LIST } from '../../../dev/sandbox';
import type { Client, Reply } from '../../support/apiClient';

export const ADA = { name: 'Ada', phone_number: '+442079460101', list_id: FIRST_LIST.id };

interface Page {
	items: Array<{ id: string; phone_number: string }>;
	has_more: boolean;
	next_cursor: string | null;
}

/** Common requests in tests of leads. */
export class LeadApi {
	constructor(private readonly client: Client) {}

	/** Creates Ada, with these fields changed. */
	create = async (more: object = {}): Promise<Reply> =>
		await this.client.post('/v1/leads', { ...ADA, ...more });

	createdId = async (more: object = {}): Promise<string> =>
		(await this.create(more)).json<{ id: string }>().id;

	list = async (query: Record<string, string> = {}): Promise<Page> =>
		(await this.client.get(`/v1/leads?${new URLSearchParams(query).toString()}`)).json<Page>();
}
