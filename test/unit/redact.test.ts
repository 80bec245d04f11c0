import { redactText } from '../../nodes/shared/client/redact';

test.each([
	['Bad key tc_live_abc123', 'Bad key [API key]'],
	['key=tc_live_abc123&x=1', 'key=[API key]&x=1'],
	['of another account: tc_test_other9', 'of another account: [API key]'],
	['glued to a word: keytc_live_other9', 'glued to a word: key[API key]'],
])('the key is removed from %j', (text, told) => {
	expect(redactText(text, 'tc_live_abc123')).toBe(told);
});

const WAITING = 'https://n8n.example.com/webhook-waiting/7/node?signature=abc&topcalls_token=def';

test.each([
	[WAITING, 'signature=[token]&topcalls_token=[token]'],
	[encodeURIComponent(WAITING), 'signature%3D[token]'],
	[`refused: "${WAITING}"`, 'topcalls_token=[token]"'],
])('the tokens of a waiting execution are removed from %j', (text, told) => {
	expect(redactText(text, 'tc_live_abc123')).toContain(told);
	expect(redactText(text, 'tc_live_abc123')).not.toMatch(/abc|def/);
});

test('the signature of another URL, such as that of a recording, is not changed', () => {
	const recording = 'https://files.example.com/1.mp3?signature=abc';

	expect(redactText(recording, 'tc_live_abc123')).toBe(recording);
});
