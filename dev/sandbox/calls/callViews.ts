import type { Call } from './call';
import { fill } from './conversation';
import { callStatusOf, isCompleted, minutesOf, statusOf } from './lifeCycle';
import type { SandboxSettings } from '../settings';
import { writeTime } from './timeForm';
import { varied } from './variety';

/** What the API needs in addition to the call to show it. */
export interface ViewContext {
	accountId: string;
	/** Caller ID of calls without one. */
	defaultFromNumber: string;
	/** The URL of the recording of a call. */
	recordingUrl(call: Call): string;
	settings: Pick<SandboxSettings, 'notReadyAs' | 'seed' | 'timeForm' | 'variety'>;
}

/** An item of GET /v1/calls. */
export function listItem(call: Call, context: ViewContext): Record<string, unknown> {
	return shown(call, listFields(call, context), context);
}

/** The reply of GET /v1/calls/{id}. */
export function detail(call: Call, context: ViewContext): Record<string, unknown> {
	const fields = {
		...without(listFields(call, context), 'disposition', 'actual_duration_billed'),
		account_id: context.accountId,
		external_call_id: call.providerCallId,
		completed: call.stage === 'processed',
		metadata: { ...config(call), ...call.request.metadata },
	};
	return shown(call, fields, context);
}

/** The flat body of a webhook: a list item with `call_id` for `id`. */
export function webhookPayload(call: Call, context: ViewContext): Record<string, unknown> {
	return { call_id: call.id, ...without(listItem(call, context), 'id') };
}

/** The fields as this call shows them, where the documentation allows several forms. */
function shown(
	call: Call,
	fields: Record<string, unknown>,
	{ settings }: ViewContext,
): Record<string, unknown> {
	return settings.variety ? varied(call, fields, settings.seed) : fields;
}

function listFields(call: Call, context: ViewContext): Record<string, unknown> {
	const time = (at: number | null) =>
		at === null ? null : writeTime(at, context.settings.timeForm);
	return {
		id: call.id,
		created_at: time(call.createdAt),
		phone_number: call.request.phone_number,
		from_phone_number: call.request.from_number ?? context.defaultFromNumber,
		status: statusOf(call),
		call_status: callStatusOf(call),
		duration: minutesOf(call),
		started_at: time(call.rungAt),
		end_at: time(call.endedAt),
		campaign_id: call.campaignId,
		lead_id: call.leadId,
		answered_by: call.answeredAt === null ? null : call.outcome.answeredBy,
		error_message: errorOf(call),
		...results(call, context),
		disposition: isReady(call) ? call.outcome.disposition : null,
		actual_duration_billed: minutesOf(call),
	};
}

function results(call: Call, context: ViewContext): Record<string, unknown> {
	if (isReady(call)) {
		return {
			recording_url: context.recordingUrl(call),
			transcript: call.outcome.transcriptAsText ? transcriptText(call) : transcript(call),
			call_summary: call.summary,
		};
	}
	if (context.settings.notReadyAs === 'absent') return {};
	if (context.settings.notReadyAs === 'empty')
		return { recording_url: '', transcript: [], call_summary: '' };
	return { recording_url: null, transcript: null, call_summary: null };
}

function isReady(call: Call): boolean {
	return call.stage === 'processed' && isCompleted(call);
}

function transcript(call: Call): Array<Record<string, unknown>> {
	return call.conversation
		.filter((turn, index) => index === 0 || call.answeredAt! + turn.afterMs < call.endedAt!)
		.map((turn, index) => ({
			id: index + 1,
			user: turn.user,
			text: turn.text,
			created_at: new Date(call.answeredAt! + turn.afterMs).toISOString(),
		}));
}

function transcriptText(call: Call): string {
	return call.conversation.map((turn) => `${turn.user}: ${turn.text}`).join('\n');
}

function errorOf(call: Call): string | null {
	return call.stage === 'processed' && !call.cancelled ? call.outcome.errorMessage : null;
}

/** The body of the call, without what the call shows elsewhere, as the AI was given it. */
function config(call: Call): Record<string, unknown> {
	const { request } = call;
	const config = without(request, 'phone_number', 'from_number', 'metadata');
	for (const field of ['instructions', 'first_sentence'] as const) {
		const text = request[field];
		if (text !== undefined) config[field] = fill(text, request);
	}
	return config;
}

function without(fields: Record<string, unknown>, ...names: string[]): Record<string, unknown> {
	return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}
