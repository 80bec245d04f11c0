import fc from 'fast-check';

import {
	idempotencyKey,
	KEY_PATTERN,
	type RequestIdentity,
} from '../../nodes/shared/client/idempotencyKey';
import { occurrences } from '../../nodes/TopCalls/execution/occurrences';

// Few values, so that two identities often differ in only one part, or would be equal when joined.
const part = fc.oneof(fc.constantFrom('', '1', '11', '"', ',', '1,1', '["1"]'), fc.string());
const place = fc.oneof(fc.nat(3), fc.nat());

const REQUIRED = [
	'action',
	'instanceId',
	'workflowId',
	'executionId',
	'nodeId',
	'nodeName',
	'runIndex',
	'occurrence',
	'target',
] as const;

const identity: fc.Arbitrary<RequestIdentity> = fc.record(
	{
		action: fc.constantFrom('make', 'cancel', 'stop'),
		instanceId: part,
		workflowId: part,
		executionId: part,
		nodeId: part,
		nodeName: part,
		runIndex: place,
		occurrence: place,
		target: fc.oneof(part, fc.stringMatching(/^\+[1-9]\d{6,14}$/)),
		body: part,
	},
	{
		requiredKeys: [...REQUIRED],
	},
);

const runs = { numRuns: 2_000 };

/** What distinguishes two requests; no body and an empty one are the same. */
const distinguishing = (one: RequestIdentity) => ({ ...one, body: one.body ?? '' });

test('a repeat has the same key, and TopCalls accepts every key', () => {
	fc.assert(
		fc.property(identity, (one) => {
			const key = idempotencyKey(one);
			expect(key).toMatch(KEY_PATTERN);
			expect(key).toHaveLength(43);
			expect(idempotencyKey(structuredClone(one))).toBe(key);
		}),
		runs,
	);
});

test('two requests have different keys exactly if they differ', () => {
	fc.assert(
		fc.property(identity, identity, (one, other) => {
			const same = JSON.stringify(Object.entries(distinguishing(one)).sort());
			const isSame = same === JSON.stringify(Object.entries(distinguishing(other)).sort());
			expect(idempotencyKey(one) === idempotencyKey(other)).toBe(isSame);
		}),
		runs,
	);
});

test('another run, node, execution, workflow, n8n, number, occurrence, action or body is another key', () => {
	const names = [...REQUIRED, 'body'] as const;
	fc.assert(
		fc.property(identity, identity, fc.constantFrom(...names), (one, other, name) => {
			fc.pre(distinguishing(one)[name] !== distinguishing(other)[name]);
			expect(idempotencyKey({ ...one, [name]: other[name] })).not.toBe(idempotencyKey(one));
		}),
		runs,
	);
});

test('10,000 items with one number have 10,000 keys', () => {
	const [one] = fc.sample(identity, 1) as [RequestIdentity];
	const keys = Array.from({ length: 10_000 }, (_, occurrence) =>
		idempotencyKey({ ...one, occurrence }),
	);
	expect(new Set(keys).size).toBe(10_000);
});

test('the same people have the same keys in any order and with others among them', () => {
	const [one] = fc.sample(identity, 1) as [RequestIdentity];
	const keysOf = (targets: string[]) =>
		occurrences(targets).map((occurrence, item) =>
			idempotencyKey({ ...one, target: targets[item] as string, occurrence }),
		);
	const person = fc.constantFrom('+14155550101', '+14155550102', '+14155550103', '');
	const lists = fc
		.tuple(fc.array(person), fc.array(person))
		.chain(([people, others]) =>
			fc.tuple(
				fc.constant(people),
				fc.shuffledSubarray([...people, ...others], { minLength: people.length + others.length }),
			),
		);
	fc.assert(
		fc.property(lists, ([people, again]) => {
			const keys = keysOf(again);
			expect(new Set(keys).size).toBe(again.length);
			expect(keys).toEqual(expect.arrayContaining(keysOf(people)));
		}),
	);
});
