// Runs in its own process, as nothing else can stop a pattern that restarts at each character of a
// text of a million. Prints each step before it runs, so that the last line names the function that hangs.
import { ExpressionText } from '../../nodes/TopCalls/fields/expressionText';
import { checkBaseUrl, parseUrl } from '../../nodes/shared/client/baseUrl';
import { normalizeCall, simplifyCall } from '../../nodes/shared/call/call';
import { isId } from '../../nodes/shared/client/path';
import { readCatalog, filterCatalog } from '../../nodes/shared/call/catalog';
import { KEY_PATTERN } from '../../nodes/shared/client/idempotencyKey';
import { toCountryCode, toE164 } from '../../nodes/shared/call/phoneNumber';
import { parseProblem } from '../../nodes/shared/errors/problemDetails';
import { quote } from '../../nodes/shared/quote';
import { isPublicUrl } from '../../nodes/shared/webhook/publicUrl';
import { parseRetryAfterMs } from '../../nodes/shared/client/retryAfter';
import { holdsApiKey, redactText } from '../../nodes/shared/client/redact';
import { checkSignature } from '../../nodes/shared/webhook/signature';
import { readAdditionalFields } from '../../nodes/TopCalls/resources/call/make/additionalFields';
import { buildCallBody } from '../../nodes/TopCalls/resources/call/make/body';
import { remnantIn } from '../../nodes/TopCalls/resources/call/make/remnants';
import { referencesIn } from '../../nodes/TopCalls/fields/references';
import { readNumber } from '../../nodes/shared/fields/readNumber';
import { readText } from '../../nodes/shared/fields/readText';
import { resumeUrl } from '../../nodes/TopCalls/wait/resumeUrl';
import { callOfEvent } from '../../nodes/TopCalls/wait/callOfEvent';
import { readDelivery } from '../../nodes/TopCallsTrigger/delivery';
import { desiredSubscriptions } from '../../nodes/TopCallsTrigger/lifecycle/desiredSubscriptions';

const LENGTH = 1_000_000;
const UNITS = [
	...[
		'{',
		'}',
		'{{',
		'}}',
		'{{a}}',
		'{{ a',
		'{ } ',
		'{{$json.',
		"$('",
		'$json["a"]',
		'null_',
		'[',
		'"',
		"'",
		'\\',
		'/',
		'//v1',
		'.',
		',',
	],
	...[
		' ',
		'\n',
		'\t',
		'-',
		'_',
		'%',
		'=',
		'?',
		'&',
		'(',
		')',
		'+',
		'00',
		'1',
		'0 ',
		'1.0',
		' or ',
		'1;',
	],
	...[
		'a',
		'a.',
		'é',
		'\u200b',
		'\ud83d',
		'tc_live_',
		'undefined',
		'[object ',
		'null',
		'Invalid Date',
	],
];
const SIGNATURE = {
	header: 'x',
	timestampHeader: 't',
	toleranceSeconds: 300,
	algorithm: 'sha256',
} as const;
const CALL = { phoneNumber: '+14155550101', mode: '', voice: '', variables: [], options: {} };
const TASK = 'Remind {{a}} of the appointment.';

const evaluate = () => ['Anna'];

const make = (fields: object) => () =>
	buildCallBody({ ...CALL, promptType: 'task', prompt: TASK, firstSentence: '', ...fields });

/** Every function that gets a text from a field, an expression, TopCalls or the sender of a webhook. */
const takers: Record<string, (text: string) => Array<() => unknown>> = {
	texts: (text) => [
		make({ prompt: text }),
		make({ promptType: 'instructions', prompt: `Call. ${text}`, firstSentence: text }),
		make({ variables: [{ name: 'a', value: text }] }),
		make({ variables: [{ name: text, value: 'a' }] }),
		make({ prompt: new ExpressionText([text, { code: text, value: text, evaluate }]) }),
		make({ prompt: new ExpressionText([{ code: text, value: undefined, evaluate }]) }),
		() => referencesIn(text),
		() => remnantIn(text, { code: `+ ${text}`, value: text, evaluate }),
	],
	fields: (text) => [
		() => readText('Voice', text),
		() => readNumber('Limit', text, { from: 0 }),
		() => readAdditionalFields(text),
		() => readAdditionalFields({ text }),
		make({ options: { knowledgeBaseIds: text, model: text } }),
		() => KEY_PATTERN.test(text),
		() => isId(text),
		() => quote(text),
	],
	'phone numbers': (text) => [
		() => toE164(text),
		() => toE164(`+1 415 555 0101${text}`, toCountryCode('US')),
		() => toE164(`${text}x`, toCountryCode('DE')),
		() => toCountryCode(text),
	],
	addresses: (text) => [
		() => checkBaseUrl(text),
		() => checkBaseUrl(`https://topcalls.example/${text}x`),
		() => parseUrl(text, 'https://topcalls.example'),
		() => isPublicUrl(`https://${text}.example/${text}`, text),
		() => resumeUrl(`https://n8n.example/${text}?${text}`, 'node', 'token'),
	],
	answers: (text) => [
		() => simplifyCall(normalizeCall({ call_id: 'a', status: text, webhook_url: text })),
		() => normalizeCall({ call_id: 'a', transcripts: [{ role: 'user', text }], transcript: text }),
		() => parseProblem(text),
		() => parseProblem(JSON.stringify({ detail: text, title: text })),
		() => filterCatalog(readCatalog([{ id: text, name: text }]), text, text),
		() => parseRetryAfterMs(text, 0),
		() => holdsApiKey(text),
		() => redactText(text, 'secret'),
	],
	events: (text) => [
		() => readDelivery({ 'x-event': text }, { event: text, call_id: text, status: text }),
		() => callOfEvent([{ call_id: text }], ['a']),
		() => checkSignature(signed(text), 's', { ...SIGNATURE, encoding: 'hex', prefix: '' }, 0),
		() => desiredSubscriptions(filters(text), 'https://n8n.example'),
	],
};

const signed = (text: string) => ({ headers: { x: text, t: text }, rawBody: Buffer.from(text) });
const filters = (text: string) => ({
	dispositions: text,
	phoneNumberPattern: text,
	onlyConversions: true,
});

for (const unit of UNITS) {
	const text = unit.repeat(LENGTH / unit.length);
	for (const [kind, functions] of Object.entries(takers)) {
		functions(text).forEach((take, index) => {
			console.log(`${kind}, function ${index + 1}, a text of ${JSON.stringify(unit)}`);
			refusing(take);
		});
	}
}
console.log('done');

/** A refusal counts as a result; a crash does not. */
function refusing(take: () => unknown): void {
	try {
		take();
	} catch (error) {
		const { name, message } = error as Error;
		if (!['UserError', 'TopCallsError'].includes(name)) throw error;
		if (message.length > 500) throw new Error(`Too long: ${message}`);
	}
}
