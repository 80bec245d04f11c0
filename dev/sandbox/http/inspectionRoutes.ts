import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { CONDITIONS } from '../inspection';
import type { Sandbox } from '../sandbox';
import { DEFAULT_SETTINGS, type SandboxSettings } from '../settings';
import { parseBody } from './jsonBody';

const advanceBody = z.object({ ms: z.number().nonnegative() });
const finishBody = z.object({ outcome: z.string().optional() }).default({});
const waitBody = z.object({ for: z.enum(CONDITIONS), timeoutMs: z.number().positive().optional() });
const settingsBody = z
	.record(z.unknown())
	.refine((settings) => Object.keys(settings).every((name) => name in DEFAULT_SETTINGS), {
		message: 'Unknown setting',
	});
const faultBody = z
	.object({
		when: z
			.object({ method: z.string(), path: z.string(), number: z.string() })
			.partial()
			.strict()
			.optional(),
		first: z.number().optional(),
		firstOfEach: z.number().optional(),
		every: z.number().optional(),
		share: z.number().optional(),
		seed: z.number().optional(),
		do: z.union([
			z.enum(['cutBefore', 'cutAfter', 'truncated', 'html', 'empty']),
			z.object({ delay: z.number() }).strict(),
			z
				.object({
					status: z.number(),
					body: z.unknown(),
					headers: z.record(z.string()).optional(),
					after: z.boolean().optional(),
				})
				.strict(),
		]),
	})
	.strict();

/** Makes `/_sandbox/…` do what the methods of the sandbox do, for tests in other processes. */
export function addInspectionRoutes(app: FastifyInstance, sandbox: Sandbox): void {
	const at = (path: string) => `/_sandbox/${path}`;

	app.get(at('state'), async () => ({
		url: sandbox.url,
		storageUrl: sandbox.storageUrl,
		apiKey: sandbox.apiKey,
		now: sandbox.now(),
		counts: sandbox.counts(),
	}));
	app.get(at('calls'), async () => sandbox.calls());
	app.get(at('rings'), async () => sandbox.rings());
	app.get(at('requests'), async () => ({
		counts: sandbox.requestCounts(),
		requests: sandbox.requests(),
	}));
	app.get(at('deliveries'), async () => sandbox.deliveries());
	app.get(at('storage-requests'), async () => sandbox.storageRequests());
	app.get(at('settings'), async () => sandbox.settings());

	app.post(at('reset'), async () => done(() => sandbox.reset()));
	app.patch(at('settings'), async ({ body }) =>
		done(() => sandbox.configure(parseBody(settingsBody, body) as Partial<SandboxSettings>)),
	);
	app.post(at('faults'), async ({ body }) => done(() => sandbox.fault(parseBody(faultBody, body))));
	app.delete(at('faults'), async () => done(() => sandbox.clearFaults()));
	app.post(at('advance'), async ({ body }) =>
		done(() => sandbox.advance(parseBody(advanceBody, body).ms)),
	);
	app.post<{ Params: { id: string } }>(at('calls/:id/finish'), async ({ params, body }) =>
		done(() => sandbox.finish(params.id, parseBody(finishBody, body).outcome)),
	);
	app.post(at('wait'), async ({ body }, reply) => {
		const { for: condition, timeoutMs } = parseBody(waitBody, body);
		try {
			await sandbox.waitFor(condition, timeoutMs);
		} catch (error) {
			return await reply.code(408).send({ ok: false, reason: (error as Error).message });
		}
		return { ok: true };
	});
}

function done(act: () => void): { ok: true } {
	act();
	return { ok: true };
}
