const { spawn } = require('node:child_process');
const { rename, rm, writeFile } = require('node:fs/promises');
const path = require('node:path');
const { build: bundle } = require('esbuild');
const { series } = require('gulp');

const VENDORS = 'dist/nodes/shared/vendor';

/** n8n's own build: TypeScript, codex files, icons. */
function compile() {
	return spawn('n8n-node', ['build'], { stdio: 'inherit', shell: true });
}

/** n8n's build takes every picture along; those of the documentation are not for users' disks. */
function dropPictures() {
	return rm('dist/docs', { recursive: true, force: true });
}

/** Third-party code goes into dist, so that the package installs without dependencies. */
function bundleVendors() {
	return bundle({
		entryPoints: [
			'nodes/shared/vendor/zod.ts',
			'nodes/shared/vendor/libphonenumber.ts',
			'nodes/shared/vendor/ipaddr.ts',
		],
		outdir: VENDORS,
		allowOverwrite: true,
		bundle: true,
		minify: true,
		platform: 'node',
		format: 'cjs',
		target: 'node18',
		legalComments: 'inline',
	});
}

/** The numbering plans of all countries are read with the first phone number, not when n8n starts. */
async function deferPhoneNumbers() {
	const file = path.resolve(VENDORS, 'libphonenumber.js');
	const bundled = path.resolve(VENDORS, 'libphonenumber.bundle.js');
	await rename(file, bundled);
	const getters = Object.keys(require(bundled)).map(
		(name) => `get ${name}() { return require('./libphonenumber.bundle.js').${name}; },`,
	);
	await writeFile(file, ['module.exports = {', ...getters, '};', ''].join('\n'));
}

exports.build = series(compile, dropPictures, bundleVendors, deferPhoneNumbers);
