import type { TopCallsClient } from '../../../shared/client/client';
import { readPage, type Page } from '../../../shared/client/pagination';
import { TopCallsError } from '../../../shared/errors/TopCallsError';
import { readLead, type Lead } from './lead';

/** TopCalls keeps one lead per number, so that one page is usual. */
const MAX_PAGES = 10;

/** What TopCalls answers about a number. */
export interface FoundLeads {
	/** Only those with the number, each once. */
	leads: Lead[];
	/** Whether it answered with leads of other numbers too. */
	hasOthers: boolean;
}

/**
 * Finds the leads with a phone number. GET /v1/leads, see https://docs.topcalls.ai/api-reference/list-leads.
 *
 * @param number as E.164
 * @param order  among waiting requests the lowest goes first
 * @param owners the numbers that are those of the same person
 * @throws TopCallsError, also when the list does not come to an end: an empty page is no proof that no lead follows
 */
export async function findLeads(
	client: Pick<TopCallsClient, 'request'>,
	number: string,
	order: number,
	owners = [number],
): Promise<FoundLeads> {
	let cursor: string | undefined;
	let hasOthers = false;
	for (let page = 0; page < MAX_PAGES; page++) {
		const query = { phone: number, ...(cursor !== undefined && { cursor }) };
		const request = { method: 'GET' as const, path: '/v1/leads', query };
		const { items, nextCursor, isCutOff } = await client.request(request, order, readLeads);
		const leads = items.filter((lead) => owners.some((owner) => hasNumber(lead, owner)));
		hasOthers ||= leads.length < items.length;
		const isLast = nextCursor === undefined && !isCutOff;
		if (leads.length > 0 || isLast) return { leads: onePerId(leads), hasOthers };
		if (nextCursor === undefined || nextCursor === cursor) break;
		cursor = nextCursor;
	}
	throw new TopCallsError('unexpected', 'TopCalls did not answer with the whole list of leads');
}

function readLeads(answer: unknown): Omit<Page, 'items'> & { items: Lead[] } {
	const page = readPage(answer);
	return { ...page, items: page.items.map(readLead) };
}

function hasNumber({ phone_number: owner }: Lead, number: string): boolean {
	return digitsOf(owner) === digitsOf(number);
}

function digitsOf(number: unknown): string {
	return String(number).replace(/\D/g, '');
}

function onePerId(leads: Lead[]): Lead[] {
	return [...new Map(leads.map((lead) => [lead.lead_id, lead])).values()];
}
