import { connectionError } from '../../nodes/api/transport';

/** How n8n hands on what axios threw. */
const SHAPES: Array<[string, (code: string) => object]> = [
	['n8n 2.x', (code) => ({ httpCode: code, cause: { code, message: 'socket hang up' } })],
	['n8n 1.x', (code) => ({ httpCode: code, cause: undefined, messages: ['socket hang up'] })],
	['no n8n at all', (code) => ({ code })],
];

describe.each(SHAPES)('as %s tells of it', (_, shapeOf) => {
	test.each(['ECONNRESET', 'ECONNABORTED', 'ETIMEDOUT', 'EPIPE'])(
		'after %s TopCalls may have placed the call, so nobody is told that it did not',
		(code) => {
			const error = connectionError(shapeOf(code));

			expect(error).toMatchObject({ kind: 'lost', code, outcomeUnknown: true });
		},
	);

	test.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])(
		'%s never got through to TopCalls',
		(code) => {
			const error = connectionError(shapeOf(code));

			expect(error).toMatchObject({ kind: 'unreachable', code, outcomeUnknown: false });
		},
	);
});

test.each([new Error('blocked'), { httpCode: '500' }, { code: 7 }, undefined, 'text'])(
	'%p says nothing of the connection',
	(error) => {
		expect(connectionError(error)).toMatchObject({ kind: 'refused', code: undefined });
	},
);
