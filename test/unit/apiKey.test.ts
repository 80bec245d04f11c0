import { checkApiKey } from '../../nodes/shared/client/apiKey';

test.each([
	'tc_live_abc',
	' tc_live_abc\n',
	'\ufefftc_live_abc\u200b',
	'other-key.of:a=kind'.slice(0, 9),
])('%j is taken', (pasted) => {
	expect(checkApiKey(pasted)).toMatchObject({ ok: true });
});

test.each([
	['Bearer tc_live_abc', 'Bearer'],
	['Authorization: Bearer tc_live_abc', 'Bearer'],
	['"tc_live_abc"', 'quotation marks'],
	['“tc_live_abc”', 'quotation marks'],
	['TOPCALLS_API_KEY=tc_live_abc', 'a name before it'],
	['export KEY = tc_live_abc', 'a name before it'],
	['apiKey: tc_live_abc', 'a name before it'],
	['tc_live_\nabc', 'a line break'],
	['tc_live_a\u200bbc', 'invisible'],
	['https://api.topcalls.ai', 'a URL'],
	['', 'empty'],
	[undefined, 'empty'],
])('%j: the message says what to remove, and does not repeat the key', (pasted, said) => {
	const check = checkApiKey(pasted);

	expect(check).toMatchObject({ ok: false, reason: expect.stringContaining(said) });
	expect(JSON.stringify(check)).not.toContain('abc');
});
