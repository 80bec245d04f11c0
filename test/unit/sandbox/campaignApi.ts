import { FIRST_CAMPAIGN_ID, FIRST_LIST } from '../../../dev/sandbox';
import type { Client, Reply } from '../../support/apiClient';

/** Common requests in tests of campaigns; by default for the campaign that exists from the start. */
export class CampaignApi {
	constructor(private readonly client: Client) {}

	addLeads = async (numbers: string[], listId: string = FIRST_LIST.id): Promise<void> => {
		const leads = numbers.map((phone_number, row) => ({ phone_number, name: `Lead ${row}` }));
		await this.client.post('/v1/leads/bulk', { list_id: listId, leads });
	};

	start = async (id = FIRST_CAMPAIGN_ID): Promise<Reply> =>
		await this.client.post(`/v1/campaigns/${id}/start`);

	pause = async (id = FIRST_CAMPAIGN_ID): Promise<Reply> =>
		await this.client.post(`/v1/campaigns/${id}/pause`);

	get = async (id = FIRST_CAMPAIGN_ID) => (await this.client.get(`/v1/campaigns/${id}`)).json();
}
