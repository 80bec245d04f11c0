import type { DetailEnvelope, ListEnvelope } from './http/envelope';
import { API_SCOPES } from './http/scopes';

/** How a webhook is signed; every part is adjustable because the real scheme is not published. */
export interface SignatureSettings {
	secret: string;
	/** Header that carries the signature. */
	header: string;
	/** Header that carries the Unix time in seconds; null signs the body alone. */
	timestampHeader: string | null;
	/** A hash name that Node's `createHmac` knows. */
	algorithm: string;
	encoding: 'hex' | 'base64' | 'base64url';
	/** Put before the signature in its header, for example `sha256=`. */
	prefix: string;
}

/** Everything about the sandbox that can be changed, at the start or later with `configure`. */
export interface SandboxSettings {
	/** Port of the API; 0 takes a free one. Read at the start only. */
	port: number;
	apiKey: string;
	/** What the key may do; a route outside of it answers 403. */
	scopes: string[];
	/** Seed of every random choice, so that a run replays. */
	seed: number;

	/** Sandbox seconds that pass in a real second; 0 stands still until `advance` or `finish`. */
	speed: number;
	/** Sandbox time from placing a call until the phone rings. */
	queueMs: number;
	/** Sandbox time a phone rings before it is picked up. */
	ringMs: number;
	/** Sandbox time from the end of a call to its recording, transcript and summary. */
	processingMs: number;
	/** Real time added before every API reply. */
	latencyMs: number;

	/** Minutes the account has; null is unlimited. A call that is not over reserves its minutes. */
	quotaMinutes: number | null;
	/** Calls that may be placed before 402; null is unlimited. */
	quotaCalls: number | null;
	/** Token bucket over all API requests, on the real clock; null is unlimited. */
	rateLimit: { perSecond: number; burst: number } | null;
	/** How a 429 says when to come back. */
	retryAfter: 'seconds' | 'date' | 'none';

	/** Status of the reply to a placed call. */
	createdStatus: 200 | 201 | 202;
	/** Which of the documented problem bodies errors have. */
	problemForm: 'full' | 'detail' | 'errors';
	problemContentType: string;
	/** Answer 400 to body fields the documentation does not name. */
	rejectUnknownFields: boolean;
	/** Each call leaves out some of the nullable and optional fields, chosen by the seed. */
	variety: boolean;
	/** How the API writes times; the documentation shows `iso` only by example. */
	timeForm: 'iso' | 'no zone' | 'seconds' | 'milliseconds';
	/** Which calls a list begins with. */
	listOrder: 'newest first' | 'oldest first';
	/** How transcript, recording and summary look before they are there. */
	notReadyAs: 'null' | 'absent' | 'empty';
	/** What `next_cursor` promises when calls share one created_at. */
	cursor: 'exact' | 'inclusive' | 'exclusive';
	/** Shape of the voice and model lists. */
	listShape: 'array' | 'strings' | 'data' | 'named' | 'items' | 'byMode';
	/** Shape of the lists of campaigns and phone numbers, and of a single one; neither is published. */
	listEnvelope: ListEnvelope;
	detailEnvelope: DetailEnvelope;
	/** Whether a campaign has `id` and `name`, or `campaign_id` and `title`. */
	campaignFields: 'short' | 'long';
	/** How email, notes and converted_at of a lead look when there are none. */
	emptyLeadFields: 'null' | 'absent';
	/** Status of the reply to a deleted lead; 204 has no body. */
	deletedStatus: 200 | 204;
	/** Sandbox time of a chunk of a deletion that continues after its request. */
	deleteChunkMs: number;

	/** Same Idempotency-Key with another body. */
	sameKeyOtherBody: 'replay' | 409 | 422;
	/** Same Idempotency-Key while its first request is not answered yet. */
	repeatInFlight: 'wait' | 409;
	/** Which answers an Idempotency-Key remembers. */
	rememberAnswers: 'successes' | 'all';

	recordingFormat: 'wav' | 'mp3';
	/** Size of the recordings on the other host; null is a few seconds. */
	recordingBytes: number | null;
	/** Whether the recording on the API host asks for the key. */
	recordingAccess: 'key' | 'open';
	/** Where the bytes are: on the API host, behind a redirect to another host, or there directly. */
	recordingHost: 'api' | 'redirect' | 'storage';

	/** Where a webhook names its event. */
	eventField: 'none' | 'body' | 'header';
	/** null sends unsigned webhooks. */
	signature: SignatureSettings | null;
	/** Real time a receiver has to answer. */
	webhookTimeoutMs: number;
	/** Sandbox time by which every webhook is delayed. */
	webhookDelayMs: number;
	/** Each webhook is held back by a random part of this sandbox time, so they arrive out of order. */
	webhookScatterMs: number;
	/** Each webhook is sent a random number of times between these two. */
	webhookCopies: [least: number, most: number];
	/** Dispositions that count as a conversion for `filters.is_conversion`. */
	conversionOutcomes: string[];
	/** Status that POST, GET and DELETE of /v1/webhooks answer instead of working; null works. */
	subscriptionStatus: { create: number | null; read: number | null; delete: number | null };
}

export const DEFAULT_SETTINGS: SandboxSettings = {
	port: 0,
	apiKey: 'tc_live_sandbox',
	scopes: [...API_SCOPES],
	seed: Number(process.env.SANDBOX_SEED ?? 1),
	speed: 20,
	queueMs: 2_000,
	ringMs: 6_000,
	processingMs: 15_000,
	latencyMs: 0,
	quotaMinutes: null,
	quotaCalls: null,
	rateLimit: null,
	retryAfter: 'seconds',
	createdStatus: 201,
	problemForm: 'full',
	problemContentType: 'application/problem+json',
	rejectUnknownFields: false,
	variety: true,
	timeForm: 'iso',
	listOrder: 'newest first',
	notReadyAs: 'null',
	cursor: 'exact',
	listShape: 'data',
	listEnvelope: 'data',
	detailEnvelope: 'none',
	campaignFields: 'short',
	emptyLeadFields: 'null',
	deletedStatus: 204,
	deleteChunkMs: 1_000,
	sameKeyOtherBody: 'replay',
	repeatInFlight: 'wait',
	rememberAnswers: 'successes',
	recordingFormat: 'wav',
	recordingBytes: null,
	recordingAccess: 'key',
	recordingHost: 'api',
	eventField: 'none',
	signature: null,
	webhookTimeoutMs: 10_000,
	webhookDelayMs: 0,
	webhookScatterMs: 0,
	webhookCopies: [1, 1],
	conversionOutcomes: ['confirmed', 'booked_callback'],
	subscriptionStatus: { create: null, read: null, delete: null },
};
