const { spawn } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { build: bundle } = require('esbuild');
const { series } = require('gulp');

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
			'nodes/vendor/zod.ts',
			'nodes/vendor/libphonenumber.ts',
			'nodes/vendor/ipaddr.ts',
		],
		outdir: 'dist/nodes/vendor',
		allowOverwrite: true,
		bundle: true,
		minify: true,
		platform: 'node',
		format: 'cjs',
		target: 'node18',
		legalComments: 'inline',
	});
}

exports.build = series(compile, dropPictures, bundleVendors);
