import { Clock } from '../../../dev/sandbox/clock/clock';

describe('the clock', () => {
	test('runs jobs in the order in which they become due, including those added on the way', () => {
		const clock = new Clock(0);
		const start = clock.now();
		const kept: Array<[string, number]> = [];
		const note = (name: string) => (due: number) => void kept.push([name, due - start]);
		clock.at(start + 300, note('late'));
		clock.at(start + 100, (due) => {
			note('early')(due);
			clock.at(due + 50, note('made on the way'));
		});
		clock.at(start + 200, note('cancelled')).cancel();
		clock.advance(1_000);
		expect(kept).toEqual([
			['early', 100],
			['made on the way', 150],
			['late', 300],
		]);
		expect(clock.now()).toBe(start + 1_000);
	});

	test('runs thousands of jobs in order', () => {
		const clock = new Clock(0);
		const start = clock.now();
		const kept: number[] = [];
		for (let index = 0; index < 20_000; index += 1) {
			clock.at(start + ((index * 7_919) % 10_007), (due) => void kept.push(due));
		}
		clock.advance(20_000);
		expect(kept).toHaveLength(20_000);
		expect(kept.every((due, index) => index === 0 || kept[index - 1]! <= due)).toBe(true);
	});
});
