import { LEAD_NUMBER, readLead } from '../resources/lead/lead';
import { searchList } from '../../shared/listSearch/listSearch';

const MAX_PAGE_SIZE = 200;

/** GET /v1/leads, see https://docs.topcalls.ai/api-reference/list-leads. */
export const searchLeads = searchList({
	path: '/v1/leads',
	queryFor: (filter) => {
		const number = filter.replace(/[^\d+]/g, '');
		return { limit: MAX_PAGE_SIZE, ...(LEAD_NUMBER.test(number) && { phone: number }) };
	},
	scope: 'leads:read',
	plural: 'leads',
	read: readLead,
	item: ({ lead_id, name, phone_number }) => ({
		name: [name, phone_number].filter(Boolean).map(String).join(' – ') || lead_id,
		value: lead_id,
	}),
});
