import type { Call } from '../calls/call';
import { callRequest, type CallRequest } from '../calls/callRequest';
import type { CallSimulator } from '../calls/callSimulator';
import { hasEnded } from '../calls/lifeCycle';
import { Problem } from '../calls/problem';
import type { Lead } from '../leads/lead';
import type { Leads } from '../leads/leads';
import type { Campaign } from './campaign';
import type { Campaigns } from './campaigns';
import { Progress } from './progress';

/** Calls the leads of running campaigns, each once, as many at a time as the campaign allows. */
export class CampaignCaller {
	private readonly progressById = new Map<string, Progress>();

	constructor(
		private readonly campaigns: Campaigns,
		private readonly leads: Leads,
		private readonly callSimulator: CallSimulator,
	) {}

	/** How far a campaign has come. */
	progressOf(campaignId: string): Progress {
		const progress = this.progressById.get(campaignId) ?? new Progress();
		this.progressById.set(campaignId, progress);
		return progress;
	}

	/** Places the calls that a running campaign may place at `at`, and completes it when all is done. */
	goOn(campaignId: string, at: number): void {
		const progress = this.progressOf(campaignId);
		if (progress.isPlacing) return;
		progress.isPlacing = true;
		const isExhausted = this.placeCalls(campaignId, progress, at);
		progress.isPlacing = false;
		if (isExhausted && progress.unprocessed === 0) this.campaigns.complete(campaignId, at);
	}

	/** Follows a call of a campaign: frees its line, marks its lead as contacted, calls the next. */
	follow(before: Call, after: Call, at: number): void {
		if (after.campaignId === null) return;
		const progress = this.progressOf(after.campaignId);
		if (hasEnded(after) && !hasEnded(before)) {
			progress.open -= 1;
			this.markContacted(after, at);
		}
		if (after.stage === 'processed') progress.unprocessed -= 1;
		if (hasEnded(after)) this.goOn(after.campaignId, at);
	}

	/** Removes all progress. */
	clear(): void {
		this.progressById.clear();
	}

	/** True when a running campaign has no lead left to call. */
	private placeCalls(campaignId: string, progress: Progress, at: number): boolean {
		for (;;) {
			const campaign = this.campaigns.find(campaignId);
			if (campaign?.status !== 'running') return false;
			const lead = progress.next(campaign.listIds, this.leads);
			if (!lead) return true;
			if (progress.open >= campaign.maxParallelCalls) return false;
			const request = callRequest.safeParse(requestFor(campaign, lead));
			if (lead.status === 'Unsubscribed' || !request.success) progress.skipped.add(lead.id);
			else this.place(campaign, lead, request.data, progress, at);
		}
	}

	private place(
		campaign: Campaign,
		lead: Lead,
		request: CallRequest,
		progress: Progress,
		at: number,
	): void {
		progress.called.add(lead.id);
		progress.open += 1;
		progress.unprocessed += 1;
		try {
			this.callSimulator.place(request, null, { campaignId: campaign.id, leadId: lead.id, at });
		} catch (problem) {
			if (!(problem instanceof Problem)) throw problem;
			// Out of minutes: the lead is next again when the campaign continues.
			progress.called.delete(lead.id);
			progress.open -= 1;
			progress.unprocessed -= 1;
			this.campaigns.pause(campaign.id, at);
		}
	}

	private markContacted({ leadId, rings }: Call, at: number): void {
		const lead = leadId === null ? undefined : this.leads.find(leadId);
		if (lead?.status !== 'New' || rings === 0) return;
		this.leads.update(lead, { status: 'Contacted' }, at);
	}
}

/** The body of the call to a lead, whose name, email and metadata are its variables. */
function requestFor({ call, webhookUrl, webhookEvents }: Campaign, lead: Lead): unknown {
	const events = webhookEvents?.filter((event) => event.startsWith('call.'));
	const { name, email, phoneNumber, metadata } = lead;
	return {
		...call,
		phone_number: phoneNumber,
		request_data: { name, ...(email === null ? {} : { email }), ...metadata },
		...(webhookUrl === null ? {} : { webhook_url: webhookUrl }),
		...(webhookUrl === null || !events ? {} : { webhook_events: events }),
	};
}
