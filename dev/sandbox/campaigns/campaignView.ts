import type { Call } from '../calls/call';
import { hasEnded, isCompleted } from '../calls/lifeCycle';
import type { Lead } from '../leads/lead';
import type { Campaign } from './campaign';
import type { Progress } from './progress';

/** The statistics of a campaign; their names are ours, the documentation has none. */
export interface CampaignStats {
	total_leads: number;
	calls_placed: number;
	calls_in_progress: number;
	calls_completed: number;
	calls_failed: number;
	leads_skipped: number;
	conversions: number;
	/** Calls that somebody answered, of those that have ended; 0 to 1. */
	connection_rate: number;
}

/** Counts the leads on the lists of a campaign and its calls. */
export function campaignStats(
	campaign: Campaign,
	leads: readonly Lead[],
	calls: readonly Call[],
	progress: Progress,
	conversionOutcomes: readonly string[],
): CampaignStats {
	const { id, listIds } = campaign;
	const own = calls.filter(({ campaignId }) => campaignId === id);
	const ended = own.filter(hasEnded);
	const completed = ended.filter(isCompleted);
	const answered = ended.filter(({ answeredAt }) => answeredAt !== null);
	const converts = ({ outcome: { disposition } }: Call) =>
		disposition !== null && conversionOutcomes.includes(disposition);
	return {
		total_leads: leads.filter((lead) => lead.listIds.some((list) => listIds.includes(list))).length,
		calls_placed: own.length,
		calls_in_progress: own.length - ended.length,
		calls_completed: completed.length,
		calls_failed: ended.length - completed.length,
		leads_skipped: progress.skipped.size,
		conversions: completed.filter(converts).length,
		connection_rate: ended.length === 0 ? 0 : answered.length / ended.length,
	};
}

/** How a campaign names itself: as `id` and `name`, as `campaign_id` and `title`, or as its events do. */
export type CampaignFields = 'short' | 'long' | 'event';

/** A campaign as the API and its webhook show it. */
export function campaignView(
	campaign: Campaign,
	stats: CampaignStats,
	{ accountId, fields }: { accountId: string; fields: CampaignFields },
): Record<string, unknown> {
	return {
		...namesOf(campaign, fields),
		account_id: accountId,
		status: campaign.status,
		list_ids: campaign.listIds,
		max_parallel_calls: campaign.maxParallelCalls,
		conversion_outcomes: campaign.conversionOutcomes,
		created_at: iso(campaign.createdAt),
		started_at: iso(campaign.startedAt),
		ended_at: iso(campaign.endedAt),
		stats,
	};
}

function namesOf({ id, name }: Campaign, fields: CampaignFields): Record<string, string> {
	switch (fields) {
		case 'short':
			return { id, name };
		case 'long':
			return { campaign_id: id, title: name };
		case 'event':
			return { campaign_id: id, name };
	}
}

function iso(at: number | null): string | null {
	return at === null ? null : new Date(at).toISOString();
}
