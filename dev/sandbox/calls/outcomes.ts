/** The outcome of a call to a number; the last four digits of the number choose it. */
export interface Outcome {
	readonly name: string;
	/** One line for people: what happens. */
	readonly tells: string;
	/** The `status` and `call_status` at the end. */
	readonly status: string;
	readonly callStatus: string;
	readonly answeredBy: 'human' | 'voicemail' | 'ivr' | 'unknown' | null;
	readonly disposition: string | null;
	readonly errorMessage: string | null;
	/** Which per-call event the end is. */
	readonly event: 'call.completed' | 'call.failed';
	/** `never`: stays queued; `timeout`: fails in the queue before the phone rings; `at once`: over before the POST is answered. */
	readonly dispatch: 'normal' | 'never' | 'timeout' | 'at once';
	/** Sandbox time the phone rings when nobody picks up; null when somebody does. */
	readonly unansweredMs: number | null;
	/** Sandbox time of the talk; null takes the length of the conversation. */
	readonly talkMs: number | null;
	/** Sent as `call.transferred` before the end. */
	readonly transferredTo: string | null;
	/** Serve the transcript as one string, as old data may be. */
	readonly transcriptAsText: boolean;
}

const ANSWERED: Outcome = {
	name: 'completed',
	tells: 'a person answers, the call completes',
	status: 'completed',
	callStatus: 'completed',
	answeredBy: 'human',
	disposition: 'confirmed',
	errorMessage: null,
	event: 'call.completed',
	dispatch: 'normal',
	unansweredMs: null,
	talkMs: null,
	transferredTo: null,
	transcriptAsText: false,
};

const UNANSWERED: Outcome = {
	...ANSWERED,
	status: 'failed',
	answeredBy: null,
	disposition: null,
	event: 'call.failed',
	unansweredMs: 4_000,
};

/** The magic numbers: outcome by the last four digits of the destination. */
export const OUTCOME_BY_ENDING: Readonly<Record<string, Outcome>> = {
	'0001': ANSWERED,
	'0002': {
		...UNANSWERED,
		name: 'busy',
		tells: 'the line is busy',
		callStatus: 'busy',
		errorMessage: 'The line was busy',
	},
	'0003': {
		...UNANSWERED,
		name: 'no-answer',
		tells: 'rings 30 s, nobody picks up',
		callStatus: 'no-answer',
		errorMessage: 'Nobody answered',
		unansweredMs: 30_000,
	},
	'0004': {
		...ANSWERED,
		name: 'voicemail',
		tells: 'a voicemail answers and gets a message',
		answeredBy: 'voicemail',
		disposition: 'voicemail_left',
	},
	'0005': {
		...UNANSWERED,
		name: 'failed',
		tells: 'the carrier fails the call, with error_message',
		callStatus: 'failed',
		errorMessage: 'Carrier error: 503 Service Unavailable',
	},
	'0006': {
		...UNANSWERED,
		name: 'rejected',
		tells: 'the person rejects the call',
		callStatus: 'rejected',
		errorMessage: 'The call was rejected',
		unansweredMs: 6_000,
	},
	'0007': {
		...ANSWERED,
		name: 'slow',
		tells: 'a talk of 30 minutes (or max_duration)',
		talkMs: 30 * 60_000,
	},
	'0008': {
		...ANSWERED,
		name: 'stuck',
		tells: 'never leaves the queue: to be canceled',
		dispatch: 'never',
	},
	'0009': {
		...UNANSWERED,
		name: 'dispatch_timeout',
		tells: 'fails after 60 s in the queue, the phone never rings',
		callStatus: 'dispatch_timeout',
		errorMessage: 'The call was not dispatched in time',
		dispatch: 'timeout',
	},
	'0010': {
		...UNANSWERED,
		name: 'failed-at-once',
		tells: 'the POST is answered with status failed, the phone never rings',
		callStatus: 'failed',
		errorMessage: 'No route to this destination',
		dispatch: 'at once',
	},
	'0011': {
		...ANSWERED,
		name: 'completed-at-once',
		tells: 'the POST is answered with status completed',
		dispatch: 'at once',
		talkMs: 0,
	},
	'0012': {
		...ANSWERED,
		name: 'text-transcript',
		tells: 'completes; the transcript is one string instead of an array',
		transcriptAsText: true,
	},
	'0013': {
		...ANSWERED,
		name: 'unknown-status',
		tells: 'ends with a status and call_status nobody has documented',
		status: 'archived',
		callStatus: 'network-congestion',
	},
	'0016': {
		...ANSWERED,
		name: 'ivr',
		tells: 'a phone menu answers',
		answeredBy: 'ivr',
		disposition: 'ivr_reached',
	},
	'0017': {
		...ANSWERED,
		name: 'unknown-answerer',
		tells: 'completes; answered_by is unknown',
		answeredBy: 'unknown',
		disposition: null,
	},
	'0018': {
		...ANSWERED,
		name: 'transferred',
		tells: 'the person is transferred (call.transferred), then the call completes',
		disposition: 'transferred',
		transferredTo: '+14155550199',
	},
	'0019': {
		...ANSWERED,
		name: 'callback',
		tells: 'completes with the disposition booked_callback',
		disposition: 'booked_callback',
	},
	'0021': {
		...ANSWERED,
		name: 'opted-out',
		tells: 'the person asks not to be called again, disposition opted_out',
		disposition: 'opted_out',
	},
};

/** Numbers that are refused when a call is placed, by their last four digits. */
export const REFUSAL_BY_ENDING: Readonly<Record<string, { status: number; tells: string }>> = {
	'0014': { status: 402, tells: 'the POST is refused: insufficient quota' },
	'0015': { status: 400, tells: 'the POST is refused: invalid request body' },
	'0020': { status: 422, tells: 'the POST is refused: the number cannot be called' },
};

/** The outcome of a call to `phoneNumber`; every number that is not magic completes. */
export function outcomeOf(phoneNumber: string): Outcome {
	return OUTCOME_BY_ENDING[phoneNumber.slice(-4)] ?? ANSWERED;
}

/** The outcome with this name, for ending a call by hand. */
export function outcomeNamed(name: string): Outcome | undefined {
	return Object.values(OUTCOME_BY_ENDING).find((outcome) => outcome.name === name);
}
