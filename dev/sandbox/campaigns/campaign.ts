import { z } from 'zod';
import { callRequest } from '../calls/callRequest';

/** The documented statuses of a campaign. */
export const CAMPAIGN_STATUSES = [
	'draft',
	'scheduled',
	'running',
	'paused',
	'completed',
	'stopped',
] as const;

export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number];

/** The events of a campaign that its webhook can get. */
export type CampaignEvent =
	| 'campaign.started'
	| 'campaign.paused'
	| 'campaign.resumed'
	| 'campaign.completed'
	| 'campaign.stopped';

/** What is said in the calls of a campaign that does not choose. */
const DEFAULT_CALL = {
	instructions:
		'You are a friendly assistant. You are calling {{name}} to follow up on their request and offer an appointment.',
	first_sentence: 'Hi {{name}}, I am calling about the request you sent us.',
};

/** The body of its calls without the number: checked as a call to some number. */
const callOfCampaign = z
	.record(z.unknown())
	.refine(
		(call) => callRequest.safeParse({ ...call, phone_number: '+442079460000' }).success,
		'Not the body of a call',
	);

/** What is set up in the dashboard. */
export const campaignSetup = z
	.object({
		name: z.string().min(1),
		listIds: z.array(z.string().uuid()).default([]),
		/** Running is what only a start makes of it. */
		status: z.enum(CAMPAIGN_STATUSES).exclude(['running']).default('draft'),
		/** Fields of the body of its calls, as in POST /v1/calls. */
		call: callOfCampaign.default(DEFAULT_CALL),
		/** Calls that are queued or in progress at the same time. */
		maxParallelCalls: z.number().int().positive().default(5),
		/** Dispositions that count as a conversion; null takes the setting `conversionOutcomes`. */
		conversionOutcomes: z.array(z.string()).nullable().default(null),
		/** Where the events of the campaign and its calls go. */
		webhookUrl: z.string().url().nullable().default(null),
		/** Events that are sent there; null sends those of the campaign, call.completed and call.failed. */
		webhookEvents: z.array(z.string()).nullable().default(null),
	})
	.strict();

/** A change in the dashboard: the fields to set. */
export const campaignChange = campaignSetup.omit({ status: true }).partial();

export type CampaignSetup = z.input<typeof campaignSetup>;
export type CampaignChange = z.input<typeof campaignChange>;

/** A campaign. It never changes: each step makes a new one. Times in ms since 1970. */
export interface Campaign extends Omit<Readonly<z.output<typeof campaignSetup>>, 'status'> {
	readonly id: string;
	readonly status: CampaignStatus;
	readonly createdAt: number;
	readonly startedAt: number | null;
	readonly endedAt: number | null;
}
