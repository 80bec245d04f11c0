import type { Section } from './case';
import { answers } from './inputs/answers';
import { credentials } from './inputs/credentials';
import { makeAndWait } from './inputs/makeAndWait';
import { phoneNumbers, speech, texts } from './inputs/make';
import { options } from './inputs/options';
import { lookups, recordings } from './inputs/lookups';
import { campaignsAndNumbers, leadAnswers, leadChanges, leadFields } from './inputs/leads';
import { callIds, getMany } from './inputs/reads';

/** In the order of the page. Sections whose requests are repeated for seconds run first. */
export const sections: Section[] = [
	answers,
	lookups,
	recordings,
	phoneNumbers,
	texts,
	speech,
	options,
	makeAndWait,
	callIds,
	getMany,
	leadFields,
	leadChanges,
	leadAnswers,
	campaignsAndNumbers,
	credentials,
];
