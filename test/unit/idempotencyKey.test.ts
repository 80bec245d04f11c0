import { idempotencyKey, type RequestIdentity } from '../../nodes/api/idempotencyKey';

const identity: RequestIdentity = {
	action: 'make',
	workflowId: 'w1',
	executionId: '7',
	nodeId: 'n1',
	runIndex: 0,
	itemIndex: 0,
	target: '+14155551234',
};

test('a repeat of a request carries the same key', () => {
	expect(idempotencyKey({ ...identity })).toBe(idempotencyKey(identity));
});

test.each<Partial<RequestIdentity>>([
	{ action: 'cancel' },
	{ workflowId: 'w2' },
	{ executionId: '8' },
	{ nodeId: 'n2' },
	{ runIndex: 1 },
	{ itemIndex: 1 },
	{ target: '+14155551235' },
	{ body: '{}' },
])('another request carries another key: %j', (change) => {
	expect(idempotencyKey({ ...identity, ...change })).not.toBe(idempotencyKey(identity));
});

test('parts that run into each other are not confused', () => {
	const one = idempotencyKey({ ...identity, workflowId: 'w1', executionId: '17' });
	const other = idempotencyKey({ ...identity, workflowId: 'w11', executionId: '7' });

	expect(one).not.toBe(other);
});

test('TopCalls takes every key: 8 to 255 letters, digits, hyphens and underscores', () => {
	for (let itemIndex = 0; itemIndex < 500; itemIndex++) {
		expect(idempotencyKey({ ...identity, itemIndex })).toMatch(/^[A-Za-z0-9_-]{43}$/);
	}
});
