import { Client } from '../../support/apiClient';
import { useSandbox } from '../../support/sandbox';

interface Page {
	data: Array<{ id: string; created_at: string }>;
	next_cursor: string | null;
}

const sandbox = useSandbox({ speed: 0 });
const client = new Client(sandbox);

const place = async (count: number) => {
	for (let call = 0; call < count; call += 1) await client.call('+14155551234');
	return sandbox.calls().map(({ id }) => id);
};

const page = async (query: string) => (await client.get(`/v1/calls?${query}`)).json<Page>();

const pageThrough = async (limit: number) => {
	const pages: string[][] = [];
	let cursor: string | null = null;
	do {
		const from: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
		const { data, next_cursor } = await page(`limit=${limit}${from}`);
		pages.push(data.map(({ id }) => id));
		cursor = next_cursor;
	} while (cursor !== null && pages.length < 20);
	return pages;
};

describe('listing calls', () => {
	test('returns 50 by default and 1 to 200 on request', async () => {
		await place(60);
		expect((await page('')).data).toHaveLength(50);
		expect((await page('limit=200')).data).toHaveLength(60);
		for (const limit of ['0', '201', 'many']) {
			expect((await client.get(`/v1/calls?limit=${limit}`)).status).toBe(400);
		}
		expect((await client.get('/v1/calls?cursor=yesterday')).status).toBe(400);
	});

	test('returns every call once, newest first, even when all share one created_at', async () => {
		const ids = await place(11);
		expect(new Set((await page('')).data.map((call) => call.created_at)).size).toBe(1);
		const pages = await pageThrough(4);
		expect(pages.flat()).toEqual(ids.toReversed());
		expect(pages.map(({ length }) => length)).toEqual([4, 4, 3]);
	});

	test('has cursors that are date-times', async () => {
		await place(2);
		const { data, next_cursor } = await page('limit=1');
		expect(Date.parse(next_cursor!)).toBe(Date.parse(data[0]!.created_at));
	});

	test('repeats calls of one created_at with inclusive cursors and loses them with exclusive ones', async () => {
		const older = await place(2);
		sandbox.advance(1_000);
		const newer = (await place(3)).slice(2);
		const newestFirst = [...older, ...newer].reverse();
		sandbox.configure({ cursor: 'inclusive' });
		const { next_cursor } = await page('limit=2');
		const second = await page(`limit=10&cursor=${next_cursor}`);
		expect(second.data.map(({ id }) => id)).toEqual(newestFirst);
		sandbox.configure({ cursor: 'exclusive' });
		expect((await pageThrough(2)).flat()).toEqual([
			...newestFirst.slice(0, 2),
			...newestFirst.slice(3),
		]);
	});

	test('filters by call_status with the parameter status, and by campaign', async () => {
		await place(1);
		const busy = await client.callId('+14155550002');
		sandbox.advance(10 * 60_000);
		expect((await page('status=busy')).data).toMatchObject([
			{ id: busy, status: 'failed', call_status: 'busy' },
		]);
		expect((await page('status=completed')).data).toMatchObject([
			{ disposition: 'confirmed', actual_duration_billed: expect.any(Number) },
		]);
		expect((await client.get('/v1/calls?status=queued')).status).toBe(400);
		const campaign = 'campaign_id=3c90c3cc-0d44-4b50-8888-8dd25736052a';
		expect((await page(campaign)).data).toEqual([]);
	});
});
