import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { errorsPage } from './errorsPage';
import { runCases, type CaseResult } from './runCases';
import { posts } from './inputs/posts';
import { replies, type Reply } from './posts';
import { sections } from './sections';

const PAGE = path.join(__dirname, '..', '..', 'docs', 'errors.md');
const REGENERATE = 'Run UPDATE_DOCS=1 npm run unit -- test/errors, and read what changed.';

/** Words that frighten and explain nothing, see “Error messages” of n8n’s UX guidelines. */
const AVOIDED = /\b(error|problem|failure|mistake|failed|invalid)s?\b/i;
const FOR_PROGRAMMERS = /\b(undefined|TypeError|null|NaN)\b|\[object|\bat .+:\d+:\d+|=>/;

let results: CaseResult[];
let answered: Reply[];

beforeAll(async () => {
	results = await runCases(sections);
	answered = await replies(posts);
}, 120_000);

/** What n8n calls the setting that the node points to. */
const N8N_SETTING = 'Settings › On Error to Continue (using error output)';

/** The node's own words: without what it quotes of the input, of TopCalls or of n8n. */
const ownWords = ({ message, description }: CaseResult) =>
	`${message?.replace(/(TopCalls refused [^:]+: ).*/, '$1…')} ${description}`
		.replace(N8N_SETTING, '…')
		.replace(/“[^”]*”/g, '“…”')
		.replace(/\(E\w+\)/g, '');

const named = (found: CaseResult[]) =>
	found.map(({ section, errorCase, message, description }) => ({
		case: `${section.title}: ${errorCase.given}`,
		message,
		description,
	}));

const refused = () =>
	results.filter(({ errorCase, refusedByN8n }) => !errorCase.taken && !refusedByN8n);

test('there are at least 200 wrong inputs, and no two of them are described alike', () => {
	const all = sections.flatMap(({ title, cases }) =>
		cases.map(({ given }) => `${title}: ${given}`),
	);

	expect(all.length).toBeGreaterThanOrEqual(200);
	expect(all.filter((one, index) => all.indexOf(one) !== index)).toEqual([]);
});

test('every wrong input ends with a message, every other one without', () => {
	const wrong = results.filter(
		({ errorCase, message }) => !errorCase.taken !== (message !== undefined),
	);

	expect(named(wrong)).toEqual([]);
});

test('nobody is called who should not be', () => {
	const expectedCalls = ({ section, errorCase }: CaseResult) =>
		errorCase.timesCalled ?? (section.sendsNothing && section.makesCall && errorCase.taken ? 1 : 0);
	const wrong = results.filter((result) => result.timesCalled !== expectedCalls(result));

	expect(
		wrong.map((result) => ({ ...named([result])[0], timesCalled: result.timesCalled })),
	).toEqual([]);
});

test('what is wrong in a field is said before anything is sent', () => {
	const sent = refused().filter(({ section, requests }) => section.sendsNothing && requests > 0);

	expect(named(sent)).toEqual([]);
});

test('a message names the field as the editor does', () => {
	const unnamed = refused().filter(
		({ errorCase, message }) => errorCase.field && !message?.includes(errorCase.field),
	);

	expect(named(unnamed)).toEqual([]);
});

test('a message says how to fix it', () => {
	const bare = refused().filter(
		({ errorCase, description }) =>
			!errorCase.isFinal && /^(Nothing was sent.*)?$/.test(description),
	);

	expect(named(bare)).toEqual([]);
});

test('messages are short and in words for people', () => {
	expect(named(refused().filter((result) => FOR_PROGRAMMERS.test(ownWords(result))))).toEqual([]);
	expect(named(refused().filter((result) => AVOIDED.test(ownWords(result))))).toEqual([]);
	expect(named(refused().filter(({ message = '' }) => message.length > 300))).toEqual([]);
});

test('no secret stands in a message or in the saved execution', () => {
	const leaking = results.filter(
		({ saved, apiKey }) => apiKey.length > 3 && saved.includes(apiKey),
	);

	expect(named(leaking)).toEqual([]);
});

test('nothing that is posted to the trigger starts a workflow unless TopCalls confirms it', () => {
	const started = answered.filter(({ executions }) => executions > 0);
	expect(started.map(({ post }) => post.isTrue)).toEqual([true]);
	expect(answered.filter(({ status, message }) => status !== 200 && message === '')).toEqual([]);
	expect(answered.filter(({ message }) => FOR_PROGRAMMERS.test(message))).toEqual([]);
});

test('docs/errors.md shows the current messages of the node', () => {
	const page = errorsPage(results, answered);
	if (process.env.UPDATE_DOCS) writeFileSync(PAGE, page);
	const isCurrent = readFileSync(PAGE, 'utf8') === page;

	expect(isCurrent ? '' : `docs/errors.md is out of date. ${REGENERATE}`).toBe('');
});
