import { listExecutions, type ExecutionSummary } from '../../../dev/n8n/executions';
import type { RestSession } from '../../../dev/n8n/restSession';

type Row = Pick<ExecutionSummary, 'id' | 'status' | 'createdAt' | 'startedAt'>;

interface Filter {
	status: string[];
	startedBefore?: string;
}

type Order = 'start' | 'ID';

/**
 * The list of n8n: 2.41.1 sorts by start or else creation, then by ID, and 1.123.81 by ID; `lastId` continues below an ID;
 * `startedBefore` is inclusive and omits executions that have not started.
 */
function n8nWith(rows: () => Row[], order: Order = 'start'): Pick<RestSession, 'request'> {
	return {
		async request<T>(_method: string, path: string): Promise<T> {
			const query = new URL(path, 'http://n8n').searchParams;
			const { status, startedBefore } = JSON.parse(query.get('filter') ?? '{}') as Filter;
			const lastId = Number(query.get('lastId') ?? Infinity);
			const matching = rows().filter(
				(row) =>
					status.includes(row.status) &&
					Number(row.id) < lastId &&
					(!startedBefore || (row.startedAt !== null && row.startedAt <= startedBefore)),
			);
			const results = matching
				.sort(
					(a, b) =>
						(order === 'start' && startOf(b).localeCompare(startOf(a))) ||
						Number(b.id) - Number(a.id),
				)
				.slice(0, Number(query.get('limit')));
			return { results, count: matching.length } as T;
		},
	};
}

const startOf = ({ startedAt, createdAt }: Row) => startedAt ?? createdAt;
const moment = (ms: number) => new Date(Date.UTC(2026, 0, 1) + ms).toISOString();

/** Workers start executions in another order than they were queued. */
const begunOutOfOrder = (count: number): Row[] =>
	Array.from({ length: count }, (_, index) => ({
		id: String(index + 1),
		status: 'success',
		createdAt: moment(index),
		startedAt: moment(((index * 7) % count) * 10),
	}));

const queued = (row: Row): Row => ({ ...row, status: 'new', startedAt: null });

const idsOf = (rows: Array<Pick<Row, 'id'>>) =>
	rows.map(({ id }) => Number(id)).sort((a, b) => a - b);

const ORDERS: Order[] = ['start', 'ID'];

test.each([0, 1, 99, 100, 101, 250].flatMap((count) => ORDERS.map((order) => ({ count, order }))))(
	'each of $count executions that workers started out of order is listed once, by $order',
	async ({ count, order }) => {
		const listed = await listExecutions(
			n8nWith(() => begunOutOfOrder(count), order),
			'1',
		);

		expect(idsOf(listed)).toEqual(idsOf(begunOutOfOrder(count)));
	},
);

test('executions that started in the same millisecond at the edge of a page are all listed', async () => {
	const rows = begunOutOfOrder(240).map((row, index) => ({
		...row,
		startedAt: moment(Math.floor(index / 60)),
	}));

	expect(
		idsOf(
			await listExecutions(
				n8nWith(() => rows),
				'1',
			),
		),
	).toEqual(idsOf(rows));
});

test('queued executions are waited for', async () => {
	const rows = begunOutOfOrder(150).map(queued);
	let asked = 0;
	const listed = await listExecutions(
		n8nWith(() => {
			if (asked++ === 2) rows.splice(0, 150, ...begunOutOfOrder(150));
			return rows;
		}),
		'1',
	);

	expect(idsOf(listed)).toEqual(idsOf(rows));
});

test.each([1, 2, 3])(
	'executions that are queued from request %d on do not keep the started ones from being listed',
	async (from) => {
		const started = begunOutOfOrder(250);
		const all = begunOutOfOrder(260).slice(250).map(queued).concat(started);
		let asked = 0;
		const listed = await listExecutions(
			n8nWith(() => (asked++ < from ? started : all)),
			'1',
		);

		expect(idsOf(listed)).toEqual(idsOf(started));
	},
);

test('an execution that was canceled before it started has its place where it was created', async () => {
	const [first, second, third] = begunOutOfOrder(3);
	const rows = [first, { ...second, status: 'canceled', startedAt: null }, third] as Row[];

	const listed = await listExecutions(
		n8nWith(() => rows),
		'1',
	);

	expect(listed.map(({ status }) => status)).toEqual(['success', 'canceled', 'success']);
});
