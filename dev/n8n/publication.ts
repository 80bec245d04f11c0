import { setTimeout as delay } from 'node:timers/promises';
import { PROBE_MILLISECONDS } from './readiness';
import { RestError, type RestSession } from './restSession';

/**
 * Waits until n8n has published or unpublished a workflow.
 *
 * @throws Error with n8n's reasons when it could not
 */
export async function untilPublication(
	rest: RestSession,
	workflowId: string,
	wanted: 'published' | 'not_published',
): Promise<void> {
	for (;;) {
		const publication = await publicationOf(rest, workflowId);
		if (!publication || publication.status === wanted) return;
		if (['failed', 'partial'].includes(publication.status)) {
			const reasons = publication.triggers.map(({ errorMessage }) => errorMessage);
			throw new Error(`Workflow ${workflowId} is not ${wanted}: ${reasons.join(', ')}`);
		}
		await delay(PROBE_MILLISECONDS);
	}
}

interface Publication {
	status: string;
	triggers: Array<{ errorMessage: string | null }>;
}

/** Undefined on n8n 1.x, which publishes before it answers. */
async function publicationOf(
	rest: RestSession,
	workflowId: string,
): Promise<Publication | undefined> {
	const path = `/workflows/${workflowId}/publication-status`;
	return await rest.request<Publication>('GET', path).catch((error) => {
		if (error instanceof RestError && error.status === 404) return undefined;
		throw error;
	});
}
