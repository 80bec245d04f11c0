import { Client } from '../../support/apiClient';
import { useSandbox } from '../../support/sandbox';

const sandbox = useSandbox({ speed: 0 });
const client = new Client(sandbox);

const detail = async (id: string) => (await client.get(`/v1/calls/${id}`)).json();

/** Every way in which the ended calls to a number show a field; `absent` where it is not sent. */
async function waysOf(field: string, number: string): Promise<Set<unknown>> {
	const ids = await Promise.all(
		Array.from({ length: 40 }, async () => await client.callId(number)),
	);
	sandbox.advance(10 * 60_000);
	const calls = await Promise.all(ids.map(detail));
	return new Set(calls.map((call) => (field in call ? call[field] : 'absent')));
}

describe('undocumented variations', () => {
	test.each([
		['completed', '+14155550001', [true, null, 'absent']],
		['call_status', '+14155550001', ['completed', null, 'absent']],
		['call_status', '+14155550002', ['busy']],
		['answered_by', '+14155550002', [null, 'unknown', 'absent']],
		['answered_by', '+14155550004', ['voicemail']],
		['duration', '+14155550003', [0, null, 'absent']],
		['end_at', '+14155550002', [expect.any(String), null]],
	])('%s of a call to %s is one of %j', async (field, number, ways) => {
		const shown = await waysOf(field, number);
		for (const way of ways) expect([...shown]).toContainEqual(way);
		if (field !== 'end_at') expect(shown.size).toBe(ways.length);
	});

	test('a call shows the same each time it is asked for, and with the same seed again', async () => {
		const shownOf = async (seed: number) => {
			sandbox.reset();
			sandbox.configure({ seed });
			const ids = [];
			for (let call = 0; call < 20; call += 1) ids.push(await client.callId('+14155550002'));
			sandbox.advance(10 * 60_000);
			const calls = await Promise.all(ids.map(detail));
			expect(await Promise.all(ids.map(detail))).toEqual(calls);
			return calls.map((call) =>
				Object.entries(call).map(([name, value]) => `${name} ${typeof value}`),
			);
		};
		expect(await shownOf(7)).toEqual(await shownOf(7));
		expect(await shownOf(7)).not.toEqual(await shownOf(8));
	});

	test('is complete when set to', async () => {
		sandbox.configure({ variety: false });
		expect(await waysOf('completed', '+14155550002')).toEqual(new Set([true]));
	});
});
