import { randomUUID } from 'node:crypto';
import { notFound, Problem } from '../calls/problem';
import type { Changes } from '../clock/changes';
import type { Clock } from '../clock/clock';
import { FIRST_LIST } from '../leads/leadLists';
import {
	campaignChange,
	campaignSetup,
	type Campaign,
	type CampaignChange,
	type CampaignEvent,
	type CampaignSetup,
	type CampaignStatus,
} from './campaign';

/** The id of the draft that is there from the start. */
export const FIRST_CAMPAIGN_ID = 'c4a1f0de-6b1d-4e57-8c39-7f0f5b2f9d64';

const FIRST_CAMPAIGN: CampaignSetup = { name: 'Website follow-up', listIds: [FIRST_LIST.id] };

/** Called when a campaign starts, pauses, continues or ends. */
export type CampaignListener = (event: CampaignEvent, campaign: Campaign, at: number) => void;

/** The campaigns of the account, and what is allowed in which status. */
export class Campaigns {
	private readonly byId = new Map<string, Campaign>();

	constructor(
		private readonly clock: Clock,
		private readonly changes: Changes,
		private readonly tell: CampaignListener,
	) {
		this.clear();
	}

	/** Makes a campaign, as in the dashboard. */
	create(setup: CampaignSetup, id: string = randomUUID()): Campaign {
		const campaign = {
			...campaignSetup.parse(setup),
			id,
			createdAt: this.clock.now(),
			startedAt: null,
			endedAt: null,
		};
		return this.save(campaign);
	}

	/** Sets fields, as in the dashboard. */
	change(id: string, fields: CampaignChange): Campaign {
		return this.save({ ...this.get(id), ...campaignChange.parse(fields) });
	}

	/** The campaign with this id, or the 404. */
	get(id: string): Campaign {
		const campaign = this.find(id);
		if (!campaign) throw notFound('Campaign');
		return campaign;
	}

	/** The campaign with this id, if there is one. */
	find(id: string): Campaign | undefined {
		return this.byId.get(id);
	}

	/** All campaigns, oldest first. */
	all(): Campaign[] {
		return [...this.byId.values()];
	}

	/** Starts a draft or a scheduled campaign, or continues a paused one; otherwise 409. */
	start(id: string): void {
		const campaign = this.mustBe(id, ['draft', 'scheduled', 'paused'], 'started');
		if (campaign.listIds.length === 0) {
			throw new Problem(422, 'Unprocessable Entity', 'The campaign has no lead list');
		}
		const at = this.clock.now();
		const event = campaign.status === 'paused' ? 'campaign.resumed' : 'campaign.started';
		this.step({ ...campaign, status: 'running', startedAt: campaign.startedAt ?? at }, event, at);
	}

	/** Pauses a running campaign; otherwise 409. */
	pause(id: string, at: number = this.clock.now()): void {
		const campaign = this.mustBe(id, ['running'], 'paused');
		this.step({ ...campaign, status: 'paused' }, 'campaign.paused', at);
	}

	/** Ends a running or paused campaign, as in the dashboard; otherwise 409. */
	stop(id: string): void {
		const campaign = this.mustBe(id, ['running', 'paused'], 'stopped');
		const at = this.clock.now();
		this.step({ ...campaign, status: 'stopped', endedAt: at }, 'campaign.stopped', at);
	}

	/** Marks a campaign as completed: all its leads are processed. */
	complete(id: string, at: number): void {
		const campaign = this.mustBe(id, ['running'], 'completed');
		this.step({ ...campaign, status: 'completed', endedAt: at }, 'campaign.completed', at);
	}

	/** Back to the draft of the start. */
	clear(): void {
		this.byId.clear();
		this.create(FIRST_CAMPAIGN, FIRST_CAMPAIGN_ID);
	}

	private mustBe(id: string, statuses: readonly CampaignStatus[], done: string): Campaign {
		const campaign = this.get(id);
		if (statuses.includes(campaign.status)) return campaign;
		const detail = `A campaign that is ${campaign.status} cannot be ${done}`;
		throw new Problem(409, 'Conflict', detail);
	}

	private step(after: Campaign, event: CampaignEvent, at: number): void {
		this.save(after);
		this.tell(event, after, at);
	}

	private save(campaign: Campaign): Campaign {
		this.byId.set(campaign.id, campaign);
		this.changes.announce();
		return campaign;
	}
}
