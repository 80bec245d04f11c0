import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { World } from '../world';
import { checkKey, checkRate } from './access';
import { refusal, type Answer } from './answer';
import { breakOff } from './breakOff';
import { faultEffectOf, type FaultEffect } from './faultEffect';
import type { LoggedRequest } from './requestLog';
import type { ApiScope } from './scopes';

/** A request, as a route sees it. */
export interface ApiRequest {
	params: Readonly<Record<string, string>>;
	query: Readonly<Record<string, unknown>>;
	body: unknown;
	idempotencyKey: string | null;
}

/** One endpoint: what it needs and what it does. */
export interface ApiRoute {
	method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
	url: string;
	/** The scope it needs; null for any valid key. */
	scope: ApiScope | null;
	/** True when it takes an Idempotency-Key. */
	isKeyed?: boolean;
	/** True when it answers without an API key. */
	isOpen?(): boolean;
	/** Answers, or throws a Problem. */
	run(request: ApiRequest): Answer;
}

/** Answers one request to the API: faults first, then access, rate limit, key memory and the route. */
export async function serve(
	world: World,
	route: ApiRoute,
	incoming: FastifyRequest,
	reply: FastifyReply,
): Promise<unknown> {
	const request = readRequest(incoming);
	const entry = writeDown(world, route, request, incoming, reply);
	const { method, path } = entry;
	const fault = world.faults.next({ method, path, number: numberIn(world, request) });
	const effect = faultEffectOf(fault);

	let answer = effect.instead;
	if (answer === null) {
		if (world.settings.latencyMs > 0) await pause(world.settings.latencyMs);
		answer = effect.spoil(await handle(world, route, request, entry, incoming, effect));
	}
	if (answer === 'cut') {
		reply.hijack();
		incoming.raw.socket.destroy();
		return reply;
	}
	if (answer.breaksOff) {
		reply.hijack();
		breakOff(reply.raw, answer, answer.breaksOff);
		return reply;
	}
	world.requests.close(entry, answer.status);
	return await reply.code(answer.status).headers(answer.headers).send(answer.body);
}

async function handle(
	world: World,
	route: ApiRoute,
	request: ApiRequest,
	entry: LoggedRequest,
	incoming: FastifyRequest,
	{ delayMs }: FaultEffect,
): Promise<Answer> {
	const { settings, memory, clock } = world;
	// The delay is part of the work: until it is over, a repeat with the same key meets it in flight.
	const work = async () => {
		const answer = run(route, request, settings);
		if (delayMs > 0) await pause(delayMs);
		return answer;
	};
	try {
		if (!route.isOpen?.()) checkKey(incoming.headers.authorization, route.scope, settings);
		checkRate(world);
		if (!route.isKeyed || request.idempotencyKey === null) return await work();
		const asked = JSON.stringify([entry.method, entry.path, request.body]);
		const now = () => clock.now();
		const { answer, isReplay } = await memory.once(request.idempotencyKey, asked, now, work);
		entry.replayed = isReplay;
		if (isReplay && delayMs > 0) await pause(delayMs);
		return answer;
	} catch (problem) {
		return refusal(problem, settings);
	}
}

function run(route: ApiRoute, request: ApiRequest, settings: World['settings']): Answer {
	try {
		return route.run(request);
	} catch (problem) {
		return refusal(problem, settings);
	}
}

function readRequest(incoming: FastifyRequest): ApiRequest {
	const key = incoming.headers['idempotency-key'];
	return {
		params: incoming.params as Record<string, string>,
		query: incoming.query as Record<string, unknown>,
		body: incoming.body,
		idempotencyKey: typeof key === 'string' ? key : null,
	};
}

function writeDown(
	world: World,
	route: ApiRoute,
	request: ApiRequest,
	incoming: FastifyRequest,
	reply: FastifyReply,
): LoggedRequest {
	const entry = world.requests.open({
		method: incoming.method,
		path: incoming.url.split('?')[0]!,
		route: `${incoming.method} ${route.url}`,
		idempotencyKey: request.idempotencyKey,
	});
	reply.raw.once('close', () => {
		if (!reply.raw.writableFinished) world.requests.close(entry, 'cut');
	});
	return entry;
}

/** The number a request is about: the one it carries, or that of the call or lead it names. */
function numberIn(world: World, { body, params }: ApiRequest): string | null {
	const posted = (body as { phone_number?: unknown } | null | undefined)?.phone_number;
	if (typeof posted === 'string') return posted;
	const id = params.id ?? '';
	const call = world.callSimulator.find(id);
	return call?.request.phone_number ?? world.leads.find(id)?.phoneNumber ?? null;
}

async function pause(ms: number): Promise<void> {
	// A pause of a stopped sandbox must not keep the process alive.
	await sleep(ms, undefined, { ref: false });
}
