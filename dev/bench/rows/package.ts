import { execFile } from 'node:child_process';
import { mkdtemp, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { installN8n } from '../../n8n';
import type { Figures } from '../figures';
import { atMost, type Contender, type Row } from '../row';
import type { Environments } from '../environments';

const run = promisify(execFile);
const LOADER = join(__dirname, '..', 'loadModules.cjs');

const TOPCALLS = 'n8n-nodes-topcalls';
const HTTP_REQUEST = 'HTTP Request node';

/** What the package costs an n8n that does not use it yet. */
export const packageRow: Row = {
	name: 'package',
	title: 'Loading the package',
	how: `A fresh process of n8n's own Node loads n8n-workflow, which n8n has anyway, then all nodes and the credential of the
packed package, and makes one of each, as n8n does at its start. The heap is what remains after garbage
collection. For comparison: the HTTP Request node that comes with n8n, all its versions.`,
	columns: [
		{ key: 'milliseconds', title: 'time to load (ms)', digits: 1 },
		{ key: 'kilobytes', title: 'heap (kB)' },
		{ key: 'tarball', title: 'tarball (kB)', digits: 1 },
	],
	goals: [
		{
			title: 'Milliseconds to load the package',
			...atMost(30),
			figure: (of) => Number(of(TOPCALLS).milliseconds),
			digits: 1,
		},
		{
			title: 'Time to load the package ÷ time to load the HTTP Request node',
			...atMost(0.1),
			figure: (of) => Number(of(TOPCALLS).milliseconds) / Number(of(HTTP_REQUEST).milliseconds),
			digits: 3,
		},
		{
			title: 'Kilobytes of the tarball',
			...atMost(250),
			figure: (of) => Number(of(TOPCALLS).tarball),
			digits: 1,
		},
	],
	remarks: [],
	warmUp: true,

	async prepare(environments): Promise<Contender[]> {
		const { size } = await stat(environments.tarball);
		const ours = await unpackedModules(environments);
		const base = join(await n8nModules(), 'n8n-nodes-base');
		const httpRequest = join(base, 'dist/nodes/HttpRequest/HttpRequest.node.js');
		return [
			{
				name: TOPCALLS,
				measure: async () => ({ ...(await load(ours)), tarball: size / 1_000 }),
			},
			{ name: HTTP_REQUEST, measure: async () => await load([httpRequest]) },
		];
	},
};

async function load(files: string[]): Promise<Figures> {
	const { node } = await installN8n();
	const { stdout } = await run(node, [LOADER, ...files], {
		env: { ...process.env, NODE_PATH: await n8nModules() },
	});
	return JSON.parse(stdout) as Figures;
}

/** All files that n8n loads according to package.json. */
async function unpackedModules({ tarball }: Environments): Promise<string[]> {
	const folder = await mkdtemp(join(dirname(tarball), 'unpacked-'));
	await run('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
	const { n8n } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};
	return [...n8n.credentials, ...n8n.nodes].map((file) => join(folder, file));
}

async function n8nModules(): Promise<string> {
	const { program } = await installN8n();
	return join(dirname(program), '..', '..');
}
