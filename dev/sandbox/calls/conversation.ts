import { chance } from '../seededRandom';
import type { Turn } from './call';
import type { CallRequest } from './callRequest';
import type { Outcome } from './outcomes';
import { SCRIPTS, type Appointment, type Script } from './scripts';

/** What was said in a call, and its result. */
export interface Conversation {
	readonly turns: readonly Turn[];
	readonly summary: string | null;
}

const WORDS_PER_SECOND = 2.6;
const PAUSE_MS = 900;

/** The conversation a call to this number will have: in its language, with its variables filled in. */
export function converse(request: CallRequest, outcome: Outcome, seed: number): Conversation {
	if (outcome.unansweredMs !== null) return { turns: [], summary: null };
	const script = scriptOf(request);
	const opening = fill(request.first_sentence ?? script.opening(topicOf(request)), request);
	const name = nameOf(request);
	if (outcome.answeredBy === 'voicemail') {
		const said = [script.voicemailGreeting, `${opening} ${script.voicemailMessage}`];
		return { turns: spoken(said, 'user'), summary: script.voicemailSummary(name) };
	}
	if (outcome.answeredBy === 'ivr') {
		return { turns: spoken([script.menu, script.noMenu], 'user'), summary: script.menuSummary };
	}
	const pick = Math.floor(chance(seed, request.phone_number) * script.answers.length);
	if (outcome.disposition === 'opted_out') {
		const said = [opening, script.optOut, script.optOutAnswer, script.optOutBye];
		return { turns: spoken(said, 'assistant'), summary: script.optOutSummary(name) };
	}
	const answers = script.answers[pick]!;
	const appointment = appointmentOf(request);
	const [turn, summary] = turningPoint(script, outcome, name, appointment);
	const said = [opening, answers.hello, script.question(appointment), answers.agreement];
	said.push(turn, answers.bye, script.farewell);
	return { turns: spoken(said, 'assistant'), summary };
}

/** What the assistant says to settle the call, and the summary that follows from it. */
function turningPoint(
	script: Script,
	outcome: Outcome,
	name: string | null,
	appointment: Appointment,
): [words: string, summary: string] {
	if (outcome.transferredTo) return [script.transfer, script.transferSummary(name)];
	if (outcome.disposition === 'booked_callback') {
		return [script.callback, script.callbackSummary(name)];
	}
	return [script.thanks, script.summary(name, appointment)];
}

/** `{{name}}` placeholders filled from request_data; those without a value stay as they are. */
export function fill(text: string, request: CallRequest): string {
	return text.replace(/\{\{\s*([\w.-]+)\s*\}\}/g, (placeholder, key: string) => {
		const value = request.request_data?.[key];
		return value === undefined || value === null ? placeholder : String(value);
	});
}

function spoken(said: readonly string[], first: Turn['user']): Turn[] {
	const second: Turn['user'] = first === 'assistant' ? 'user' : 'assistant';
	let afterMs = 1_000;
	return said.map((text, index) => {
		const turn: Turn = { user: index % 2 === 0 ? first : second, text, afterMs };
		afterMs += Math.round((text.split(/\s+/).length / WORDS_PER_SECOND) * 1_000) + PAUSE_MS;
		return turn;
	});
}

function scriptOf(request: CallRequest): Script {
	const text = request.instructions ?? request.task ?? '';
	const isSpanish = request.stt_language?.startsWith('es') || /español/i.test(text);
	return isSpanish ? SCRIPTS.es : SCRIPTS.en;
}

/** What the call is about, as a person would say it: "confirm your appointment tomorrow at 3 PM". */
function topicOf(request: CallRequest): string | null {
	const text = fill(request.task ?? request.instructions ?? '', request);
	const asked = /\b(?:call|calling|goal is)\b[^.!?]{0,30}?\bto ([^!?]+?)(?:[.!?](?=\s|$)|$)/i.exec(
		text,
	);
	const reminded = /^remind (?:the user|them|him|her|\w+) ([^.!?]+)/i.exec(text);
	const topic = asked?.[1] ?? (reminded ? `remind you ${reminded[1]}` : null);
	return topic && topic.replace(/\b(?:their|his|her|the user's)\b/g, 'your').trim();
}

function nameOf(request: CallRequest): string | null {
	const data = Object.entries(request.request_data ?? {});
	const named = data.find(([key, value]) => /name/i.test(key) && typeof value === 'string');
	return named ? String(named[1]) : null;
}

function appointmentOf(request: CallRequest): Appointment {
	const data = Object.entries(request.request_data ?? {});
	const find = (key: RegExp) => data.find(([name]) => key.test(name))?.[1];
	const [date, time] = [find(/date|day/i), find(/time|hour/i)];
	return { date: date ? String(date) : null, time: time ? String(time) : null };
}
