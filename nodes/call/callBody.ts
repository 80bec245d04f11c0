import type { IDataObject } from 'n8n-workflow';

import { toCountryCode, toE164 } from '../api/phoneNumber';
import { InputProblem } from '../items/InputProblem';
import { readAdditionalFields } from './additionalFields';
import type { CallForm } from './callForm';
import { readTexts } from './texts';

/**
 * Turns the fields of one item into the body of POST /v1/calls. Only what the user set is sent.
 *
 * @throws InputProblem naming the first field that cannot be sent
 */
export function buildCallBody(form: CallForm): IDataObject {
	const { options } = form;
	const country = readCountry(options.defaultCountry);
	const fromNumber = isEmpty(options.fromNumber)
		? undefined
		: readNumber('From Number', options.fromNumber, country);

	const body = {
		phone_number: readNumber('Phone Number', form.phoneNumber, country),
		...readTexts(form),
		mode: readMode(form.mode),
		voice: readLocator('Voice', form.voice),
		from_number: fromNumber,
		model: readLocator('Model', options.model),
		max_duration: readAmount('Max Duration (Minutes)', options.maxDuration, { above: 0 }),
		temperature: readAmount('Temperature', options.temperature, { from: 0 }),
		background_audio: readText('Background Audio', options.backgroundAudio),
		background_audio_gain: readText('Background Audio Gain', options.backgroundAudioGain),
		knowledge_base_ids: readList('Knowledge Base IDs', options.knowledgeBaseIds),
		stt_language: readText('Speech Recognition Language', options.sttLanguage),
	};
	const set = Object.entries(body).filter(([, value]) => value !== undefined);
	return { ...readAdditionalFields(options.additionalFields), ...Object.fromEntries(set) };
}

function readNumber(
	field: string,
	value: unknown,
	country: ReturnType<typeof toCountryCode>,
): string {
	const checked = toE164(value, country);
	if (!checked.ok) throw new InputProblem(`${field} ${checked.reason}`, checked.fix);
	return checked.e164;
}

function readCountry(value: unknown): ReturnType<typeof toCountryCode> {
	if (isEmpty(value)) return undefined;
	const code = toCountryCode(String(value));
	if (!code) {
		throw new InputProblem(
			`Default Country “${String(value)}” is not a country code`,
			'Use two letters, e.g. US, GB or DE.',
		);
	}
	return code;
}

function readMode(value: unknown): string | undefined {
	const mode = readText('Mode', value);
	if (mode === undefined || mode === 'realtime' || mode === 'legacy') return mode;
	throw new InputProblem(`Mode “${mode}” does not exist`, 'Use realtime or legacy.');
}

/** A resource locator as n8n hands it over, or the bare ID that an expression or an agent gave. */
function readLocator(field: string, value: unknown): string | undefined {
	const inner = isObject(value) ? value.value : value;
	return readText(field, inner);
}

function readText(field: string, value: unknown): string | undefined {
	if (isEmpty(value)) return undefined;
	if (typeof value === 'object') {
		throw new InputProblem(`${field} is not a text`, 'Give a text, not an object or a list.');
	}
	return String(value).trim();
}

function readAmount(
	field: string,
	value: unknown,
	bound: { above: number } | { from: number },
): number | undefined {
	if (isEmpty(value)) return undefined;
	const amount = typeof value === 'number' || typeof value === 'string' ? Number(value) : NaN;
	const fits = 'above' in bound ? amount > bound.above : amount >= bound.from;
	if (Number.isFinite(amount) && fits) return amount;
	const wanted = 'above' in bound ? `above ${bound.above}` : `of at least ${bound.from}`;
	throw new InputProblem(`${field} “${String(value)}” cannot be used`, `Give a number ${wanted}.`);
}

function readList(field: string, value: unknown): string[] | undefined {
	if (isEmpty(value)) return undefined;
	const parts = Array.isArray(value) ? value : String(value).split(',');
	const list = parts.flatMap((part) => readText(field, part) ?? []);
	return list.length > 0 ? list : undefined;
}

function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || String(value).trim() === '';
}

function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null;
}
