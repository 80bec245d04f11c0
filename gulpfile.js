const { spawn } = require('node:child_process');
const { readdir, rm, writeFile } = require('node:fs/promises');
const path = require('node:path');
const { build: esbuild } = require('esbuild');
const { series } = require('gulp');
const { n8n } = require('./package.json');

/** What n8n loads, without the extension, e.g. `nodes/TopCalls/TopCalls.node`. */
const ENTRIES = [...n8n.credentials, ...n8n.nodes].map((file) =>
	file.replace(/^dist\/|\.js$/g, ''),
);

const OPTIONS = {
	bundle: true,
	platform: 'node',
	format: 'cjs',
	target: 'node18',
	legalComments: 'inline',
};

/** n8n's own build: types checked, codex files, icons. */
function compile() {
	return spawn('n8n-node', ['build'], { stdio: 'inherit', shell: true });
}

/** The bundle replaces the compiled files; the pictures of the documentation are not for users' disks. */
async function dropCompiled() {
	const files = await readdir('dist', { recursive: true });
	const compiled = files.filter((file) => file.endsWith('.js'));
	for (const file of ['docs', 'nodes/shared', ...compiled]) {
		await rm(path.join('dist', file), { recursive: true, force: true });
	}
}

/** One file holds all nodes: n8n starts faster, and they share the state of the process. */
async function bundleNodes() {
	await esbuild({
		...OPTIONS,
		stdin: {
			contents: ENTRIES.map((entry) => `export * from './${entry}';`).join('\n'),
			resolveDir: __dirname,
		},
		outfile: 'dist/nodes/bundle.js',
		external: ['n8n-workflow'],
		plugins: [{ name: 'phone-numbers', setup: leaveOutPhoneNumbers }],
	});
	for (const entry of ENTRIES) {
		const bundle = path.posix.relative(path.posix.dirname(entry), 'nodes/bundle');
		const name = path.posix.basename(entry).split('.')[0];
		await writeFile(`dist/${entry}.js`, `exports.${name} = require('${bundle}').${name};\n`);
	}
}

function leaveOutPhoneNumbers({ onResolve }) {
	onResolve({ filter: /\/vendor\/libphonenumber$/ }, () => ({
		path: './phoneNumbers',
		external: true,
	}));
}

/** The numbering plans of all countries are read with the first phone number, not when n8n starts. */
async function bundlePhoneNumbers() {
	const bundled = path.resolve('dist/nodes/phoneNumbers.bundle.js');
	await esbuild({
		...OPTIONS,
		minify: true,
		entryPoints: ['nodes/shared/vendor/libphonenumber.ts'],
		outfile: bundled,
	});
	const getters = Object.keys(require(bundled)).map(
		(name) => `get ${name}() { return require('./phoneNumbers.bundle.js').${name}; },`,
	);
	await writeFile(
		'dist/nodes/phoneNumbers.js',
		['module.exports = {', ...getters, '};', ''].join('\n'),
	);
}

exports.build = series(compile, dropCompiled, bundleNodes, bundlePhoneNumbers);
