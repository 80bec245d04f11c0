import type { ErrorCase, Section } from '../case';
import { MAKE } from './make';

const base = (baseUrl: unknown, given = `\`${String(baseUrl)}\``): ErrorCase => ({
	given: `Base URL ${given}`,
	credential: { baseUrl },
	field: 'Base URL',
});

export const credentials: Section = {
	title: 'Credential',
	about: 'The API key goes over https to the Base URL and nowhere else.',
	sendsNothing: true,
	node: MAKE,
	cases: [
		base('', 'is empty'),
		base(undefined, 'is missing'),
		base('api.topcalls.ai'),
		base('http://api.topcalls.ai'),
		base('ftp://api.topcalls.ai'),
		base('https://me:secret@api.topcalls.ai'),
		base('https://api.topcalls.ai?key=1'),
		base('https://'),
		base('javascript:alert(1)'),
		base('tc_live_abc123', 'holds the API key'),
		{ given: 'API Key is empty', credential: { apiKey: '' }, field: 'API Key' },
		{ given: 'API Key is missing', credential: { apiKey: undefined }, field: 'API Key' },
	],
};
