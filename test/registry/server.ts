import Fastify from 'fastify';
import type { Certificate } from './certificate';

/** What `npm publish` sends: https://github.com/npm/registry/blob/main/docs/REGISTRY-API.md */
interface Publication {
	name: string;
	versions: Record<string, { version: string; dist: { tarball: string } }>;
	'dist-tags': Record<string, string>;
	_attachments: Record<string, { data: string }>;
}

/**
 * An npm registry, not listening yet: takes what is published and gives it out. It keeps all in memory, and knows
 * packages without a scope only.
 * @param publicUrl Address by which its clients know it; the tarballs lie there.
 * @param asked Gets the name of each package that somebody asks for.
 */
export function createRegistryServer(
	{ key, cert }: Certificate,
	publicUrl: string,
	asked: Set<string>,
) {
	const packages = new Map<string, Publication>();
	const app = Fastify({
		https: { key, cert },
		bodyLimit: 50 * 1024 * 1024,
		forceCloseConnections: true,
	});

	app.put<{ Params: { name: string }; Body: Publication }>('/:name', async (request, reply) => {
		const publication = request.body;
		for (const { version, dist } of Object.values(publication.versions)) {
			dist.tarball = `${publicUrl}/${publication.name}/-/${publication.name}-${version}.tgz`;
		}
		packages.set(request.params.name, merged(packages.get(request.params.name), publication));
		return await reply.code(201).send({ ok: true });
	});

	app.addHook<{ Params: { name?: string } }>('preHandler', async ({ method, params }, reply) => {
		if (method !== 'GET') return;
		asked.add(params.name ?? '');
		if (!packages.has(params.name ?? '')) await reply.code(404).send({ error: 'Not found' });
	});

	app.get<{ Params: { name: string } }>('/:name', async ({ params }) => {
		const { name, versions, 'dist-tags': tags } = packages.get(params.name)!;
		return { name, versions, 'dist-tags': tags };
	});

	// A version, or a tag such as `latest`.
	app.get<{ Params: { name: string; version: string } }>(
		'/:name/:version',
		async ({ params }, reply) => {
			const { versions, 'dist-tags': tags } = packages.get(params.name)!;
			const manifest = versions[tags[params.version] ?? params.version];
			return manifest ?? (await reply.code(404).send({ error: 'version not found' }));
		},
	);

	app.get<{ Params: { name: string; file: string } }>(
		'/:name/-/:file',
		async ({ params }, reply) => {
			const attachment = packages.get(params.name)!._attachments[params.file];
			if (!attachment) return await reply.code(404).send({ error: 'file not found' });
			reply.type('application/octet-stream');
			return await reply.send(Buffer.from(attachment.data, 'base64'));
		},
	);
	return app;
}

function merged(before: Publication | undefined, now: Publication): Publication {
	if (!before) return now;
	return {
		...now,
		versions: { ...before.versions, ...now.versions },
		'dist-tags': { ...before['dist-tags'], ...now['dist-tags'] },
		_attachments: { ...before._attachments, ...now._attachments },
	};
}
