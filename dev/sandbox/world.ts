import type { Call } from './calls/call';
import type { ViewContext } from './calls/callViews';
import { CallSimulator } from './calls/callSimulator';
import { Quota } from './calls/quota';
import { CampaignCaller } from './campaigns/caller';
import type { Campaign, CampaignEvent } from './campaigns/campaign';
import { Campaigns } from './campaigns/campaigns';
import { campaignStats, campaignView, type CampaignFields } from './campaigns/campaignView';
import { Changes } from './clock/changes';
import { Clock } from './clock/clock';
import { Faults } from './http/faults';
import { IdempotencyMemory } from './http/idempotency';
import type { Bucket } from './http/rateLimit';
import { RequestLog } from './http/requestLog';
import { DeleteJobs } from './leads/deleteJobs';
import { LeadLists } from './leads/leadLists';
import { Leads } from './leads/leads';
import { PhoneNumbers } from './phoneNumbers/phoneNumbers';
import type { SandboxSettings } from './settings';
import { WebhookDispatcher } from './webhooks/webhookDispatcher';
import { Subscriptions } from './webhooks/subscriptions';

/** The one account there is. */
export const ACCOUNT_ID = '7d1f5a52-0c5e-4d0a-9f7e-2f1b6a3c9e10';
export const API_KEY_ID = '1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed';

/** The state of the sandbox; the HTTP routes and the inspection are two views of it. */
export class World {
	readonly changes = new Changes();
	readonly clock: Clock;
	readonly faults: Faults;
	readonly memory: IdempotencyMemory;
	readonly requests: RequestLog;
	readonly subscriptions = new Subscriptions();
	readonly leadLists = new LeadLists();
	readonly leads: Leads;
	readonly deleteJobs: DeleteJobs;
	readonly phoneNumbers: PhoneNumbers;
	readonly campaigns: Campaigns;
	readonly callSimulator: CallSimulator;
	readonly webhookDispatcher: WebhookDispatcher;
	readonly view: ViewContext;
	/** Base URLs of the API and of the host that recordings can live on; known once they listen. */
	readonly hosts = { api: '', storage: '' };
	bucket: Bucket | null = null;
	private readonly quota: Quota;
	private readonly campaignCaller: CampaignCaller;

	constructor(readonly settings: SandboxSettings) {
		this.faults = new Faults(settings);
		this.clock = new Clock(settings.speed);
		this.memory = new IdempotencyMemory(settings);
		this.requests = new RequestLog(this.changes);
		this.quota = new Quota(settings);
		this.view = {
			accountId: ACCOUNT_ID,
			defaultFromNumber: '+18005550100',
			recordingUrl: (call) => this.recordingUrl(call),
			settings,
		};
		this.webhookDispatcher = new WebhookDispatcher(
			settings,
			this.clock,
			this.subscriptions,
			this.view,
			(call) => this.conversionOutcomesOf(call.campaignId),
			this.changes,
		);
		this.callSimulator = new CallSimulator(
			settings,
			this.clock,
			this.quota,
			this.changes,
			(...news) => this.webhookDispatcher.tell(...news),
			(...step) => this.campaignCaller.follow(...step),
		);
		this.leads = new Leads((ids) => this.callSimulator.forgetLeads(ids));
		this.deleteJobs = new DeleteJobs(settings, this.clock, this.leads, this.changes);
		this.phoneNumbers = new PhoneNumbers(() => this.clock.now());
		this.campaigns = new Campaigns(this.clock, this.changes, (...news) =>
			this.campaignChanged(...news),
		);
		this.campaignCaller = new CampaignCaller(this.campaigns, this.leads, this.callSimulator);
	}

	/** A campaign as the API shows it, with its statistics at this moment. */
	campaignView(
		campaign: Campaign,
		fields: CampaignFields = this.settings.campaignFields,
	): Record<string, unknown> {
		const conversionOutcomes = this.conversionOutcomesOf(campaign.id);
		const stats = campaignStats(
			campaign,
			this.leads.matching({}),
			this.callSimulator.calls(),
			this.campaignCaller.progressOf(campaign.id),
			conversionOutcomes,
		);
		return campaignView({ ...campaign, conversionOutcomes }, stats, {
			accountId: ACCOUNT_ID,
			fields,
		});
	}

	/** Changes settings; those not named stay. */
	configure(settings: Partial<SandboxSettings>): void {
		Object.assign(this.settings, settings);
		if (settings.speed !== undefined) this.clock.setSpeed(settings.speed);
		if (settings.rateLimit !== undefined) this.bucket = null;
		this.changes.announce();
	}

	/** Resets everything. */
	clear(): void {
		this.clock.clear();
		this.callSimulator.clear();
		this.campaignCaller.clear();
		this.campaigns.clear();
		this.leads.clear();
		this.leadLists.clear();
		this.deleteJobs.clear();
		this.phoneNumbers.clear();
		this.webhookDispatcher.clear();
		this.subscriptions.clear();
		this.memory.clear();
		this.faults.clear();
		this.requests.clear();
		this.quota.clear();
		this.bucket = null;
		this.changes.announce();
	}

	private campaignChanged(event: CampaignEvent, campaign: Campaign, at: number): void {
		const { id, webhookUrl: url, webhookEvents: chosen } = campaign;
		if (url !== null && (chosen === null || chosen.includes(event))) {
			this.webhookDispatcher.tellOfCampaign(
				event,
				id,
				url,
				this.campaignView(campaign, 'event'),
				at,
			);
		}
		if (campaign.status === 'running') this.campaignCaller.goOn(id, at);
	}

	private conversionOutcomesOf(campaignId: string | null): string[] {
		const campaign = campaignId === null ? undefined : this.campaigns.find(campaignId);
		return campaign?.conversionOutcomes ?? this.settings.conversionOutcomes;
	}

	private recordingUrl(call: Call): string {
		const host = this.settings.recordingHost === 'storage' ? this.hosts.storage : this.hosts.api;
		const day = new Date(call.endedAt ?? call.createdAt).toISOString().slice(0, 10);
		return `${host}/recordings/${call.id}/${day.replaceAll('-', '/')}/mp3`;
	}
}
