import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { detail } from '../calls/callViews';
import { recordingIn } from '../recording';
import type { World } from '../world';
import { liveView } from './liveView';

const UPDATE_EVERY_MS = 250;

const FILES = {
	'/': { file: 'live.html', type: 'text/html; charset=utf-8' },
	'/_sandbox/page/live.css': { file: 'live.css', type: 'text/css; charset=utf-8' },
	'/_sandbox/page/live.js': { file: 'live.js', type: 'text/javascript; charset=utf-8' },
} as const;

/** The live page and what it reads: a stream of the newest calls, details and recording of one. */
export function addPageRoutes(app: FastifyInstance, world: World): void {
	for (const [url, { file, type }] of Object.entries(FILES)) {
		const content = readFileSync(path.join(__dirname, file));
		app.get(url, async (_request, reply) => await reply.type(type).send(content));
	}

	app.get('/_sandbox/live', (request, reply) => {
		reply.hijack();
		reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
		const update = () => reply.raw.write(`data: ${JSON.stringify(liveView(world))}\n\n`);
		const timer = setInterval(update, UPDATE_EVERY_MS);
		request.raw.socket.once('close', () => clearInterval(timer));
		update();
	});

	app.get<{ Params: { id: string } }>('/_sandbox/calls/:id', async ({ params }) =>
		detail(world.callSimulator.get(params.id), world.view),
	);
	app.get('/_sandbox/page/recording', async (_request, reply) => {
		const { contentType, bytes } = recordingIn(world.settings.recordingFormat);
		return await reply.type(contentType).send(bytes);
	});
}
