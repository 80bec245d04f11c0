import { readingsOf } from '../../nodes/shared/webhook/postedJson';

const EVENT = { call_id: '1', status: 'completed' };
const TEXT = JSON.stringify(EVENT);

test.each<[string, unknown, string]>([
	['application/json', EVENT, TEXT],
	['text/plain', TEXT, TEXT],
	['a media type that n8n does not read', {}, `\uFEFF${TEXT}`],
	['a form in name only', { [TEXT]: '' }, TEXT],
	['a form with JSON in a field', { payload: TEXT }, `payload=${encodeURIComponent(TEXT)}`],
])('an event sent as %s is read', (_, body, raw) => {
	expect([...readingsOf(body, Buffer.from(raw))]).toContainEqual(EVENT);
});

test('an ID of many digits keeps all of them', () => {
	const raw = '{"call_id": 12345678901234567890}';

	const [first] = readingsOf(JSON.parse(raw), Buffer.from(raw));
	expect(first).toEqual({ call_id: '12345678901234567890' });
});

test.each<[unknown, string | undefined]>([
	['', ''],
	[{}, undefined],
	[undefined, '{"call_id": '],
	[{ payload: '{' }, 'payload=%7B'],
])('%j is not read as an event', (body, raw) => {
	const [first, ...others] = readingsOf(body, raw === undefined ? undefined : Buffer.from(raw));

	expect(first).toEqual(body);
	expect(others.filter((reading) => reading !== undefined)).toEqual([]);
});
