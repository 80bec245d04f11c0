import { isValidPhoneNumber } from 'libphonenumber-js';
import { z } from 'zod';

/** The events a call can send to its webhook. */
export const CALL_EVENTS = [
	'call.queued',
	'call.started',
	'call.completed',
	'call.failed',
	'call.transferred',
] as const;

export type CallEvent = (typeof CALL_EVENTS)[number];

const phoneNumber = z
	.string()
	.regex(/^\+[1-9]\d{1,14}$/, 'Phone number must be in E.164 format (e.g., +14155551234)')
	.refine((value) => !value.startsWith('+') || isValidPhoneNumber(value), {
		message: 'Phone number is not diallable',
	});

const prompt = z.string().min(10);

const fields = z.object({
	phone_number: phoneNumber,
	from_number: phoneNumber.optional(),
	task: prompt.optional(),
	instructions: prompt.optional(),
	first_sentence: z.string().min(1).optional(),
	mode: z.enum(['realtime', 'legacy']).optional(),
	voice: z.string().optional(),
	model: z.string().optional(),
	temperature: z.number().optional(),
	max_duration: z.number().positive().optional(),
	background_audio: z.string().optional(),
	background_audio_gain: z.string().optional(),
	knowledge_base_ids: z.array(z.string()).optional(),
	request_data: z.record(z.unknown()).optional(),
	stt_language: z.string().optional(),
	webhook_url: z.string().url().optional(),
	webhook_events: z.array(z.enum(CALL_EVENTS)).optional(),
	metadata: z.record(z.unknown()).optional(),
});

const NEITHER = 'Either task or instructions is required';
const BOTH = 'Provide either task or instructions, not both';

function hasOnePrompt(
	body: { task?: string | undefined; instructions?: string | undefined },
	context: z.RefinementCtx,
): void {
	if ((body.task === undefined) !== (body.instructions === undefined)) return;
	const message = body.task === undefined ? NEITHER : BOTH;
	context.addIssue({ code: z.ZodIssueCode.custom, path: ['task'], message });
}

/** The body of POST /v1/calls; undocumented fields are kept. */
export const callRequest = fields.passthrough().superRefine(hasOnePrompt);

/** The same, but undocumented fields are refused. */
export const strictCallRequest = fields.strict().superRefine(hasOnePrompt);

export type CallRequest = z.infer<typeof callRequest>;
