import { z } from 'zod';
import type { Call } from '../calls/call';
import { callRequest, strictCallRequest } from '../calls/callRequest';
import { detail, listItem } from '../calls/callViews';
import { callStatusOf, statusOf } from '../calls/lifeCycle';
import { REFUSAL_BY_ENDING } from '../calls/outcomes';
import { pageOf, readCursor } from '../calls/page';
import { insufficientQuota, invalid, Problem } from '../calls/problem';
import type { World } from '../world';
import { json } from './answer';
import { parseBody, parseQuery } from './jsonBody';
import type { ApiRoute } from './serve';

const listQuery = z.object({
	limit: z.coerce.number().int().min(1).max(200).default(50),
	cursor: z
		.string()
		.refine((text) => readCursor(text) !== null, 'Invalid date-time')
		.optional(),
	status: z.enum(['completed', 'no-answer', 'failed', 'busy', 'dispatch_timeout']).optional(),
	campaign_id: z.string().uuid().optional(),
});

/** The routes under /v1/calls. */
export function callRoutes(world: World): ApiRoute[] {
	const { callSimulator, settings, view } = world;
	return [
		{
			method: 'POST',
			url: '/v1/calls',
			scope: 'calls:write',
			isKeyed: true,
			run({ body, idempotencyKey }) {
				const schema = settings.rejectUnknownFields ? strictCallRequest : callRequest;
				const request = parseBody(schema, body);
				refuseMagic(request.phone_number);
				const call = callSimulator.place(request, idempotencyKey);
				return json(settings.createdStatus, {
					call_id: call.id,
					provider_call_id: call.providerCallId,
					status: statusOf(call),
				});
			},
		},
		{
			method: 'GET',
			url: '/v1/calls',
			scope: 'calls:read',
			run({ query }) {
				const { limit, cursor, status, campaign_id } = parseQuery(listQuery, query);
				// The documented `status` filter looks at call_status.
				const matches = (call: Call) =>
					(campaign_id === undefined || call.campaignId === campaign_id) &&
					(status === undefined || callStatusOf(call) === status);
				const request = { limit, cursor: cursor ? readCursor(cursor) : null, matches };
				const page = pageOf(callSimulator.calls(), request, settings);
				const data = page.calls.map((call) => listItem(call, view));
				return json(200, { data, next_cursor: page.nextCursor });
			},
		},
		{
			method: 'GET',
			url: '/v1/calls/:id',
			scope: 'calls:read',
			run: ({ params }) => json(200, detail(callSimulator.get(params.id!), view)),
		},
		{
			method: 'POST',
			url: '/v1/calls/:id/cancel',
			scope: 'calls:write',
			isKeyed: true,
			run({ params }) {
				callSimulator.cancel(params.id!);
				return json(200, { ok: true });
			},
		},
		{
			method: 'POST',
			url: '/v1/calls/:id/stop',
			scope: 'calls:write',
			isKeyed: true,
			run({ params }) {
				callSimulator.stop(params.id!);
				return json(200, { ok: true, status: 'cancelled' });
			},
		},
	];
}

function refuseMagic(phoneNumber: string): void {
	switch (REFUSAL_BY_ENDING[phoneNumber.slice(-4)]?.status) {
		case 402:
			throw insufficientQuota(5, 3.5);
		case 400:
			throw invalid([{ path: 'phone_number', message: 'This number is refused' }]);
		case 422:
			throw new Problem(422, 'Unprocessable Entity', 'This number cannot be called');
	}
}
