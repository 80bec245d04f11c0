import fc from 'fast-check';

import { WaitingList } from '../../nodes/shared/client/throttle/waitingList';

const priorities = fc.array(fc.nat(20), { maxLength: 200 });

/** A list of requests that say their place of arrival when they are taken or dropped. */
function listOf(values: number[], taken: number[]): WaitingList {
	const list = new WaitingList();
	values.forEach((priority, arrival) => {
		const take = () => void taken.push(arrival);
		list.add({ priority, isRetry: arrival % 2 === 1, resolve: take, reject: take });
	});
	return list;
}

/** The places of arrival in the order in which they are to leave. */
function inOrder(values: number[]): number[] {
	return [...values.keys()].sort((a, b) => Number(values[a]) - Number(values[b]) || a - b);
}

test('the lowest priority leaves first, and of the same one what came first', () => {
	fc.assert(
		fc.property(priorities, (values) => {
			const taken: number[] = [];
			const list = listOf(values, taken);
			while (list.length > 0) list.next()?.resolve({ number: 0, epoch: 0 });
			expect(taken).toEqual(inOrder(values));
			expect(list.next()).toBeUndefined();
		}),
	);
});

test('dropping some keeps the order of the others', () => {
	fc.assert(
		fc.property(priorities, (values) => {
			const taken: number[] = [];
			const list = listOf(values, taken);
			list.drop(new Error('stopped'), ({ isRetry }) => !isRetry);
			while (list.length > 0) list.next()?.resolve({ number: 0, epoch: 0 });
			const isRetry = (arrival: number) => arrival % 2 === 1;
			const all = inOrder(values);
			expect(taken).toEqual([...all.filter((each) => !isRetry(each)), ...all.filter(isRetry)]);
		}),
	);
});
