import { callStatusOf, statusOf } from './calls/lifeCycle';
import type { Campaign, CampaignChange, CampaignSetup } from './campaigns/campaign';
import type { DeleteJob } from './leads/deleteJobs';
import type { Lead } from './leads/lead';
import type { LeadList } from './leads/leadLists';
import type { PhoneNumber, PhoneNumberSetup } from './phoneNumbers/phoneNumbers';
import type { World } from './world';

/** A call of a campaign to a lead, in `leadStats`. */
export interface LeadCall {
	callId: string;
	campaignId: string;
	status: string;
	callStatus: string | null;
	disposition: string | null;
}

/** The statistics of a lead. */
export interface LeadStats extends Pick<Lead, 'phoneNumber' | 'status' | 'notes' | 'tags'> {
	leadId: string;
	/** The calls of campaigns to this lead, oldest first. */
	calls: LeadCall[];
	/** How often its phone really rang, by campaigns and by single calls. */
	rings: number;
}

/** What people do and see in the TopCalls dashboard, where the API has no endpoint for it. */
export class Dashboard {
	constructor(private readonly world: World) {}

	/** Makes a lead list. */
	createList(name: string): LeadList {
		return this.world.leadLists.create(name);
	}

	/** All lead lists, oldest first. */
	lists(): LeadList[] {
		return this.world.leadLists.all();
	}

	/** Makes a campaign; a draft, unless `status` says otherwise. */
	createCampaign(setup: CampaignSetup): Campaign {
		return this.world.campaigns.create(setup);
	}

	/** Sets fields of a campaign, for example its webhook. */
	changeCampaign(id: string, fields: CampaignChange): Campaign {
		return this.world.campaigns.change(id, fields);
	}

	/** Stops a campaign for good; 409 unless it runs or is paused. */
	stopCampaign(id: string): void {
		this.world.campaigns.stop(id);
	}

	/** All campaigns, oldest first. */
	campaigns(): Campaign[] {
		return this.world.campaigns.all();
	}

	/** Adds a number that calls can come from. */
	addPhoneNumber(setup: PhoneNumberSetup): PhoneNumber {
		return this.world.phoneNumbers.add(setup);
	}

	/** All leads, oldest first. */
	leads(): Lead[] {
		return this.world.leads.matching({});
	}

	/** Deletions that continued after their request, oldest first. */
	deleteJobs(): readonly DeleteJob[] {
		return this.world.deleteJobs.all();
	}

	/** The statistics of each lead, oldest first. */
	leadStats(): LeadStats[] {
		const { callSimulator } = this.world;
		const rings = callSimulator.rings();
		const callsByLead = new Map<string, LeadCall[]>();
		for (const call of callSimulator.calls()) {
			const { id, leadId, campaignId, stage, outcome } = call;
			if (leadId === null || campaignId === null) continue;
			const told = {
				callId: id,
				campaignId,
				status: statusOf(call),
				callStatus: callStatusOf(call),
			};
			const disposition = stage === 'processed' && !call.cancelled ? outcome.disposition : null;
			callsByLead.set(leadId, [...(callsByLead.get(leadId) ?? []), { ...told, disposition }]);
		}
		return this.leads().map(({ id, phoneNumber, status, notes, tags }) => ({
			leadId: id,
			phoneNumber,
			status,
			notes,
			tags,
			calls: callsByLead.get(id) ?? [],
			rings: rings[phoneNumber] ?? 0,
		}));
	}

	/** How many calls were placed to each number, by campaigns and by single calls, whether or not the phone rang. */
	callsByNumber(): Record<string, number> {
		const counts: Record<string, number> = {};
		for (const { request } of this.world.callSimulator.calls()) {
			counts[request.phone_number] = (counts[request.phone_number] ?? 0) + 1;
		}
		return counts;
	}
}
