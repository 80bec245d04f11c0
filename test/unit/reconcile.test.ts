import fc from 'fast-check';

import { contentOf } from '../../nodes/shared/webhook/subscriptions';
import { reconcile } from '../../nodes/TopCallsTrigger/lifecycle/reconcile';

const URL = 'https://n8n.example.com/webhook/1';
const subscription = fc.record({
	event: fc.constantFrom('call.completed', 'call.completed.a', 'call.completed.b'),
	url: fc.constant(URL),
	filters: fc.constantFrom(undefined, {}, { is_conversion: true }),
});
const wanted = fc.uniqueArray(subscription, { selector: contentOf });
const there = fc.array(
	fc.tuple(subscription, fc.nat(5)).map(([made, id]) => ({ ...made, id: `${id}` })),
);

test('each desired subscription exists once afterwards, and nothing else', () => {
	fc.assert(
		fc.property(wanted, there, (wants, has) => {
			const { kept, missing, unwanted } = reconcile(wants, has);

			const after = [...kept, ...missing].map(contentOf).sort();
			expect(after).toEqual(wants.map(contentOf).sort());
			const ids = [...kept, ...unwanted].map(({ id }) => id).sort();
			expect(ids).toEqual([...new Set(has.map(({ id }) => id))].sort());
		}),
	);
});

test('filters in another order are equal, and so are missing and empty filters', () => {
	const one = { event: 'call.completed', url: URL, filters: { a: 1, b: '%' } };
	expect(contentOf(one)).toBe(contentOf({ ...one, filters: { b: '%', a: 1 } }));
	expect(contentOf({ ...one, filters: {} })).toBe(contentOf({ ...one, filters: undefined }));
});
