import Fastify, { type FastifyInstance } from 'fastify';
import { notFound, Problem } from '../calls/problem';
import type { World } from '../world';
import { refusal } from './answer';
import { callRoutes } from './callRoutes';
import { campaignRoutes } from './campaignRoutes';
import { catalogRoutes } from './catalogRoutes';
import { readJson } from './jsonBody';
import { leadBulkRoutes } from './leadBulkRoutes';
import { leadRoutes } from './leadRoutes';
import { phoneNumberRoutes } from './phoneNumberRoutes';
import { recordingRoutes } from './recordingRoutes';
import { serve, type ApiRoute } from './serve';
import { webhookRoutes } from './webhookRoutes';

/** Room for an import of 2,000 leads with long notes. */
const BODY_LIMIT = 16 * 1024 * 1024;

/** The HTTP server of the API, not listening yet. */
export function createApiServer(world: World): FastifyInstance {
	const app = Fastify({
		exposeHeadRoutes: false,
		forceCloseConnections: true,
		bodyLimit: BODY_LIMIT,
	});
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) => {
		done(null, readJson(text as string));
	});
	const routes = [
		...callRoutes(world),
		...catalogRoutes(world),
		...webhookRoutes(world),
		...recordingRoutes(world),
		...leadRoutes(world),
		...leadBulkRoutes(world),
		...campaignRoutes(world),
		...phoneNumberRoutes(world),
	];
	for (const route of routes) {
		const { method, url } = route;
		app.route({ method, url, handler: (request, reply) => serve(world, route, request, reply) });
	}
	const nowhere: ApiRoute = {
		method: 'GET',
		url: '(no such route)',
		scope: null,
		isOpen: () => true,
		run() {
			throw notFound('Route');
		},
	};
	app.setNotFoundHandler((request, reply) => serve(world, nowhere, request, reply));
	app.setErrorHandler(async (error: Error & { statusCode?: number }, _request, reply) => {
		const problem =
			error instanceof Problem
				? error
				: new Problem(error.statusCode ?? 500, error.name, error.message);
		const answer = refusal(problem, world.settings);
		return await reply.code(answer.status).headers(answer.headers).send(answer.body);
	});
	return app;
}
