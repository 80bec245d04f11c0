import { z } from '../vendor/zod';
import { hasEnded, outcomeOf } from './state';
import { isJsonObject } from '../json';
import { TopCallsError } from '../errors/TopCallsError';

/**
 * A call in the one shape that every operation and trigger outputs: the API's own fields, unknown ones unchanged,
 * and always these.
 */
export interface Call {
	[field: string]: unknown;
	call_id: string;
	/** Whether the call is over, with any outcome. */
	ended: boolean;
	/** The outcome of the call, e.g. `completed`, `no-answer`, `busy`, `voicemail`; null until it has ended. */
	outcome: string | null;
	/** The transcript with one line a turn; empty without one. */
	transcript_text: string;
}

const SPEAKERS: Record<string, string> = {
	assistant: 'AI',
	agent: 'AI',
	bot: 'AI',
	user: 'Person',
};

const callSchema = z
	.record(z.unknown())
	.transform((fields) => ({ fields, id: callIdOf(fields) }))
	.refine(({ id }) => id !== undefined);

/**
 * Converts a call from any endpoint or event into the one shape.
 * Follows https://docs.topcalls.ai/api-reference/calls/get-call-details.
 *
 * @param value the call as the API returned it
 * @throws TopCallsError (`unreadable`) when it is no object with a call ID
 */
export function normalizeCall(value: unknown): Call {
	const parsed = callSchema.safeParse(value);
	if (!parsed.success) {
		throw new TopCallsError('unreadable', 'TopCalls answered without a call ID');
	}
	const { fields, id } = parsed.data;
	const { error, ...rest } = fields;
	const ended = hasEnded(fields);
	const named = { call_id: id as string };
	return {
		// First, so that it is the first column; last, so that nothing overrides it.
		...named,
		...rest,
		// n8n treats an item with a truthy top-level `error` as failed and would run the node again.
		...(error !== undefined && { call_error: error }),
		...webhookWithoutQuery(fields),
		...(isJsonObject(fields.metadata) && {
			metadata: { ...fields.metadata, ...webhookWithoutQuery(fields.metadata) },
		}),
		...named,
		ended,
		outcome: ended ? outcomeOf(fields) : null,
		transcript_text: transcriptText(fields.transcript),
	};
}

/** What most workflows need of a call, most used first; n8n's guidelines ask for at most ten fields. */
const SIMPLE_FIELDS = [
	'outcome',
	'call_summary',
	'transcript_text',
	'recording_url',
	'duration',
	'disposition',
	'phone_number',
	'call_id',
	'end_at',
];

/**
 * The ten fields that most workflows need, always all of them: what TopCalls says nothing about is null.
 *
 * @param standing where the call stands, in place of its `status`: the event that a trigger received, or why the wait
 *                 for its end was over
 */
export function simplifyCall(
	call: Call,
	standing?: { event: string } | { wait: string },
): Record<string, unknown> {
	const names = standing ? SIMPLE_FIELDS : [...SIMPLE_FIELDS, 'status'];
	return { ...standing, ...Object.fromEntries(names.map((name) => [name, call[name] ?? null])) };
}

function callIdOf(fields: Record<string, unknown>): string | undefined {
	const ids = [fields.call_id, fields.id];
	const id = ids.find(
		(value) => typeof value === 'number' || (typeof value === 'string' && value !== ''),
	);
	return id === undefined ? undefined : String(id);
}

function transcriptText(transcript: unknown): string {
	if (typeof transcript === 'string') return transcript.trim();
	if (!Array.isArray(transcript)) return '';
	return transcript.map(turnText).filter(Boolean).join('\n');
}

function turnText(turn: unknown): string {
	if (typeof turn === 'string') return turn.trim();
	if (!isJsonObject(turn) || typeof turn.text !== 'string') return '';
	const text = turn.text.replace(/\s+/g, ' ').trim();
	const speaker = turn.user ?? turn.role ?? turn.speaker;
	if (typeof speaker !== 'string' || text === '') return text;
	return `${SPEAKERS[speaker.toLowerCase()] ?? speaker}: ${text}`;
}

/** The URL of a waiting execution has its secret in the query, which must not be saved. */
function webhookWithoutQuery(fields: Record<string, unknown>): { webhook_url?: string } {
	const url = fields.webhook_url;
	return typeof url === 'string' ? { webhook_url: url.replace(/\?.*$/s, '') } : {};
}
