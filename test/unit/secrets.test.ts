import { withoutSecret } from '../../nodes/api/secrets';

test.each([
	['Bad key tc_live_abc123', 'Bad key [API key]'],
	['key=tc_live_abc123&x=1', 'key=[API key]&x=1'],
	['of another account: tc_test_other9', 'of another account: [API key]'],
	['glued to a word: keytc_live_other9', 'glued to a word: key[API key]'],
])('%j is told without the key', (text, told) => {
	expect(withoutSecret(text, 'tc_live_abc123')).toBe(told);
});
