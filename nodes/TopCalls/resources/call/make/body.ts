import type { IDataObject } from 'n8n-workflow';

import { isJsonObject } from '../../../../shared/json';
import { toCountryCode, toE164, type CountryCode } from '../../../../shared/call/phoneNumber';
import { quote } from '../../../../shared/quote';
import { UserError } from '../../../../shared/errors/UserError';
import { readNumber } from '../../../fields/readNumber';
import { readText, refuseBraces } from '../../../../shared/fields/readText';
import { readAdditionalFields } from './additionalFields';
import type { CallForm } from './form';
import { readTexts } from './prompt';

/**
 * Turns the fields of one item into the body of POST /v1/calls. Only what the user set is sent.
 *
 * @throws UserError naming the first field that cannot be sent
 */
export function buildCallBody(form: CallForm): IDataObject {
	const { options } = form;
	const country = readCountry(options.defaultCountry);
	const fromNumber = isEmpty(options.fromNumber)
		? undefined
		: readPhoneNumber('From Number', options.fromNumber, country);

	const body = {
		phone_number: readPhoneNumber('Phone Number', form.phoneNumber, country),
		...readTexts(form),
		mode: readMode(form.mode),
		voice: readLocator('Voice', form.voice),
		from_number: fromNumber,
		model: readLocator('Model', options.model),
		max_duration: readNumber('Max Duration (Minutes)', options.maxDuration, { above: 0 }),
		temperature: readNumber('Temperature', options.temperature, { from: 0 }),
		background_audio: readOptional('Background Audio', options.backgroundAudio),
		background_audio_gain: readOptional('Background Audio Gain', options.backgroundAudioGain),
		knowledge_base_ids: readList('Knowledge Base IDs', options.knowledgeBaseIds),
		stt_language: readOptional('Speech Recognition Language', options.sttLanguage),
	};
	const set = Object.entries(body).filter(([, value]) => value !== undefined);
	return { ...readAdditionalFields(options.additionalFields), ...Object.fromEntries(set) };
}

function readPhoneNumber(field: string, value: unknown, country: CountryCode | undefined): string {
	refuseBraces(field, value);
	const checked = toE164(value, country, 'Default Country under Options');
	if (!checked.ok) throw new UserError(`${field} ${checked.reason}`, checked.fix);
	return checked.e164;
}

function readCountry(value: unknown): CountryCode | undefined {
	const text = readOptional('Default Country', value);
	if (text === undefined) return undefined;
	const code = toCountryCode(text);
	if (!code) {
		throw new UserError(
			`Default Country ${quote(text)} is not a country code`,
			'Use two letters, e.g. US, GB or DE.',
		);
	}
	return code;
}

function readMode(value: unknown): string | undefined {
	const mode = readOptional('Mode', value);
	if (mode === undefined || mode === 'realtime' || mode === 'legacy') return mode;
	throw new UserError(`Mode ${quote(mode)} does not exist`, 'Use realtime or legacy.');
}

/** A resource locator as n8n hands it over, or the bare ID that an expression or an agent gave. */
function readLocator(field: string, value: unknown): string | undefined {
	return readOptional(field, isJsonObject(value) ? value.value : value);
}

function readOptional(field: string, value: unknown): string | undefined {
	return readText(field, value) || undefined;
}

function readList(field: string, value: unknown): string[] | undefined {
	if (isEmpty(value)) return undefined;
	const parts = Array.isArray(value) ? value : readText(field, value).split(',');
	const list = parts.map((part) => readText(field, part)).filter(Boolean);
	return list.length > 0 ? list : undefined;
}

function isEmpty(value: unknown): boolean {
	return (
		value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
	);
}
