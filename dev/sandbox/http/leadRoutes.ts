import { withNote, leadView, type Lead, type LeadFields } from '../leads/lead';
import {
	checkedPatch,
	fieldsOf,
	leadCreate,
	leadPatch,
	leadQuery,
	leadRemoval,
} from '../leads/leadRequests';
import { ACCOUNT_ID, type World } from '../world';
import { json } from './answer';
import { parseBody, parseQuery, strictIf } from './jsonBody';
import { opaquePage } from './paging';
import type { ApiRoute } from './serve';

/** The routes of single leads, and their list. */
export function leadRoutes({ leads, leadLists, clock, settings, changes }: World): ApiRoute[] {
	const view = (lead: Lead) =>
		leadView(lead, { accountId: ACCOUNT_ID, emptyAs: settings.emptyLeadFields });
	const strict = <Schema extends Parameters<typeof strictIf>[1]>(schema: Schema) =>
		strictIf(settings.rejectUnknownFields, schema);
	return [
		{
			method: 'POST',
			url: '/v1/leads',
			scope: 'leads:write',
			run({ body }) {
				const request = parseBody(strict(leadCreate), body);
				const { list_id: listId, phone_number: phoneNumber } = request;
				leadLists.mustHave(listId);
				const now = clock.now();
				const known = leads.findByPhone(phoneNumber);
				const lead = known
					? leads.attach(known, listId, now)
					: leads.create(
							{ ...fieldsOf(request), phoneNumber, ...notesOf(request, now) },
							listId,
							now,
						);
				changes.announce();
				const existed = known !== undefined;
				return json(existed ? 200 : 201, { ...view(lead), existed });
			},
		},
		{
			method: 'GET',
			url: '/v1/leads',
			scope: 'leads:read',
			run({ query }) {
				const request = parseQuery(leadQuery, query);
				const page = opaquePage(leads.matching(request), ({ order }) => order, request);
				return json(200, {
					items: page.items.map(view),
					has_more: page.hasMore,
					next_cursor: page.nextCursor,
				});
			},
		},
		{
			method: 'GET',
			url: '/v1/leads/:id',
			scope: 'leads:read',
			run: ({ params }) => json(200, view(leads.get(params.id!))),
		},
		{
			method: 'PATCH',
			url: '/v1/leads/:id',
			scope: 'leads:write',
			run({ params, body }) {
				const patch = parseBody(strict(leadPatch).superRefine(checkedPatch), body);
				const lead = leads.get(params.id!);
				const now = clock.now();
				const notes = notesOf(patch, now, lead.notes);
				const after = leads.update(lead, { ...fieldsOf(patch), ...notes }, now);
				changes.announce();
				return json(200, view(after));
			},
		},
		{
			method: 'DELETE',
			url: '/v1/leads/:id',
			scope: 'leads:write',
			run({ params, query }) {
				const { list_id: listId } = parseQuery(leadRemoval, query);
				const lead = leads.get(params.id!);
				if (listId === undefined) leads.delete([lead.id]);
				else leads.detach(lead, listId, clock.now());
				changes.announce();
				if (settings.deletedStatus === 204) return { status: 204, headers: {}, body: '' };
				return json(200, { ok: true });
			},
		},
	];
}

/** The notes that `notes_append` makes of those sent along or there before. */
function notesOf(
	body: { notes?: string | null | undefined; notes_append?: string | undefined },
	at: number,
	before: string | null = null,
): Partial<LeadFields> {
	if (body.notes_append === undefined) return {};
	return { notes: withNote(body.notes ?? before, body.notes_append, at) };
}
