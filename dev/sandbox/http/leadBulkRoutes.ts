import { importLeads } from '../leads/leadImport';
import {
	checkedDeletion,
	leadDeletion,
	leadImport,
	MOST_DELETED_BY_ID,
} from '../leads/leadRequests';
import type { World } from '../world';
import { json, type Answer } from './answer';
import { parseBody, strictIf } from './jsonBody';
import type { ApiRoute } from './serve';

/** Importing and deleting many leads. */
export function leadBulkRoutes(world: World): ApiRoute[] {
	const { leads, leadLists, clock, settings, changes } = world;
	return [
		{
			method: 'POST',
			url: '/v1/leads/bulk',
			scope: 'leads:write',
			run({ body }) {
				const startedAt = performance.now();
				const request = parseBody(strictIf(settings.rejectUnknownFields, leadImport), body);
				leadLists.mustHave(request.list_id);
				const counts = importLeads(leads, request, clock.now());
				changes.announce();
				return json(200, {
					success: true,
					...counts,
					total_processed: request.leads.length,
					duration_ms: Math.ceil(performance.now() - startedAt),
				});
			},
		},
		{
			method: 'POST',
			url: '/v1/leads/bulk-delete',
			scope: 'leads:write',
			run({ body }) {
				const schema = strictIf(settings.rejectUnknownFields, leadDeletion);
				const { ids, filter } = parseBody(schema.superRefine(checkedDeletion), body);
				if (ids) return deleteNow(world, ids);
				const found = leads.matching(filter!).map(({ id }) => id);
				return found.length <= MOST_DELETED_BY_ID
					? deleteNow(world, found)
					: deleteLater(world, found);
			},
		},
	];
}

function deleteNow({ leads, changes }: World, ids: readonly string[]): Answer {
	const deleted = leads.delete(ids);
	changes.announce();
	const missing = ids.filter((id) => !deleted.has(id));
	return json(200, {
		kind: 'sync',
		deleted: deleted.size,
		skipped: missing.length,
		skipped_payload: missing.map((id) => ({ lead_id: id, reason: 'not_found' })),
	});
}

function deleteLater({ deleteJobs, changes }: World, ids: readonly string[]): Answer {
	const job = deleteJobs.start(ids);
	changes.announce();
	return json(202, {
		kind: 'async',
		job_id: job.id,
		status: 'pending',
		total_leads: job.totalLeads,
		chunks_total: job.chunksTotal,
	});
}
