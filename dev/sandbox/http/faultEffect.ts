import type { Answer } from './answer';
import type { FaultAction } from './faults';

/** What a fault does to one request. */
export interface FaultEffect {
	/** Done instead of handling the request; null handles it. */
	readonly instead: Answer | 'cut' | null;
	/** Real time the reply is late. */
	readonly delayMs: number;
	/** Changes the answer. */
	readonly spoil: (answer: Answer) => Answer | 'cut';
}

const NOTHING: FaultEffect = { instead: null, delayMs: 0, spoil: (answer) => answer };

const PROXY_PAGE =
	'<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';

/** Translates a fault into what happens before, during and after the handling of a request. */
export function faultEffectOf(fault: FaultAction | null): FaultEffect {
	if (fault === null) return NOTHING;
	if (fault === 'cutBefore') return { ...NOTHING, instead: 'cut' };
	if (fault === 'cutAfter') return { ...NOTHING, spoil: () => 'cut' };
	if (fault === 'empty') return { ...NOTHING, spoil: (answer) => ({ ...answer, body: '' }) };
	if (fault === 'html') return { ...NOTHING, spoil: () => proxyError() };
	if (fault === 'cutDuring' || fault === 'stall') {
		return { ...NOTHING, spoil: (answer) => ({ ...answer, breaksOff: fault }) };
	}
	if (fault === 'truncated') return { ...NOTHING, spoil: (answer) => truncated(answer) };
	if ('delay' in fault) return { ...NOTHING, delayMs: fault.delay };
	const configured = configuredAnswer(fault);
	return fault.after
		? { ...NOTHING, spoil: () => configured }
		: { ...NOTHING, instead: configured };
}

function truncated(answer: Answer): Answer {
	return { ...answer, body: answer.body.slice(0, Math.ceil(answer.body.length / 2)) };
}

function proxyError(): Answer {
	return { status: 502, headers: { 'content-type': 'text/html' }, body: PROXY_PAGE };
}

function configuredAnswer(fault: Extract<FaultAction, { status: number }>): Answer {
	const isText = typeof fault.body === 'string';
	return {
		status: fault.status,
		headers: { 'content-type': isText ? 'text/plain' : 'application/json', ...fault.headers },
		body: isText ? String(fault.body) : fault.body === undefined ? '' : JSON.stringify(fault.body),
	};
}
