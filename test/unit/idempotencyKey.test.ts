import { idempotencyKey, type RequestIdentity } from '../../nodes/shared/client/idempotencyKey';

const identity: RequestIdentity = {
	action: 'make',
	instanceId: 'i1',
	workflowId: 'w1',
	executionId: '7',
	nodeId: 'n1',
	nodeName: 'TopCalls',
	runIndex: 0,
	target: '+14155551234',
	occurrence: 0,
};

test('a repeat of a request carries the same key', () => {
	expect(idempotencyKey({ ...identity })).toBe(idempotencyKey(identity));
});

test.each<Partial<RequestIdentity>>([
	{ action: 'cancel' },
	{ instanceId: 'i2' },
	{ workflowId: 'w2' },
	{ executionId: '8' },
	{ nodeId: 'n2' },
	{ nodeName: 'TopCalls1' },
	{ runIndex: 1 },
	{ occurrence: 1 },
	{ target: '+14155551235' },
	{ body: '{}' },
])('another request carries another key: %j', (change) => {
	expect(idempotencyKey({ ...identity, ...change })).not.toBe(idempotencyKey(identity));
});

test('parts that would be equal when joined are not confused', () => {
	const one = idempotencyKey({ ...identity, workflowId: 'w1', executionId: '17' });
	const other = idempotencyKey({ ...identity, workflowId: 'w11', executionId: '7' });

	expect(one).not.toBe(other);
});

test('TopCalls accepts every key: 8 to 255 letters, digits, hyphens and underscores', () => {
	for (let occurrence = 0; occurrence < 500; occurrence++) {
		expect(idempotencyKey({ ...identity, occurrence })).toMatch(/^[A-Za-z0-9_-]{43}$/);
	}
});
