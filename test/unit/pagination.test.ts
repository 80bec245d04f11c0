import { readPage, walkPages } from '../../nodes/shared/client/pagination';

type TestPage = { items: string[]; nextCursor?: string };

/** Reads pages by their cursors; the first page has none. */
async function walk(pages: Record<string, TestPage>) {
	const asked: Array<string | undefined> = [];
	const items: string[] = [];
	const walker = walkPages(
		async (cursor) => {
			asked.push(cursor);
			return pages[cursor ?? 'first'] as TestPage;
		},
		(item) => item,
	);
	for await (const item of walker) items.push(item);
	return { asked, items };
}

test('all pages are read, up to the last', async () => {
	const pages = {
		first: { items: ['a', 'b'], nextCursor: '2' },
		2: { items: ['c'], nextCursor: '3' },
		3: { items: ['d'] },
	};

	expect(await walk(pages)).toEqual({
		asked: [undefined, '2', '3'],
		items: ['a', 'b', 'c', 'd'],
	});
});

test('it ends when a cursor is repeated', async () => {
	const pages = {
		first: { items: ['a'], nextCursor: '2' },
		2: { items: ['b'], nextCursor: '3' },
		3: { items: ['c'], nextCursor: '2' },
	};

	expect(await walk(pages)).toEqual({ asked: [undefined, '2', '3'], items: ['a', 'b', 'c'] });
});

test('it ends at an empty page, even if that has a cursor', async () => {
	const pages = {
		first: { items: ['a'], nextCursor: '2' },
		2: { items: [], nextCursor: '3' },
		3: { items: ['never'] },
	};

	expect(await walk(pages)).toEqual({ asked: [undefined, '2'], items: ['a'] });
});

test('an item on the edge of two pages is returned once', async () => {
	const pages = {
		first: { items: ['a', 'b'], nextCursor: '2' },
		2: { items: ['b', 'c'] },
	};

	expect((await walk(pages)).items).toEqual(['a', 'b', 'c']);
});

test('a page is only requested when the items before it were used', async () => {
	let fetched = 0;
	const walker = walkPages(
		async () => ({ items: [`${++fetched}`], nextCursor: `${fetched}` }),
		(item) => item,
	);
	await walker.next();
	await walker.return(undefined);

	expect(fetched).toBe(1);
});

test.each<[answer: unknown, page: object]>([
	[
		{ data: [1], next_cursor: 'c' },
		{ items: [1], nextCursor: 'c' },
	],
	[
		{ items: [1], has_more: true, next_cursor: 'c' },
		{ items: [1], nextCursor: 'c' },
	],
	[{ data: [], next_cursor: null }, { items: [] }],
	[{ data: [1], next_cursor: '' }, { items: [1] }],
	[[1, 2], { items: [1, 2] }],
])('%j is read as a page', (answer, page) => {
	expect(readPage(answer)).toEqual(page);
});

test.each([null, undefined, 'text', 7, {}, { data: {} }, { data: 'x' }])(
	'%j is not a list, and the error says so',
	(answer) => {
		expect(() => readPage(answer)).toThrow('TopCalls answered without a list');
	},
);
