// Runs n8n's verification scanner on the source and on what npm would publish, and checks the size of the tarball.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';

const LARGEST_TARBALL = 250_000;
const root = path.resolve(
	import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname),
	'../..',
);
const folder = mkdtempSync(path.join(tmpdir(), 'topcalls-scan-'));
const failures = [];

function report(what, passed, details = '') {
	console.log(`${passed ? 'ok    ' : 'FAILED'} ${what}`);
	if (passed) return;
	failures.push(what);
	console.log(details);
}

try {
	const [{ filename }] = JSON.parse(
		execFileSync('npm', ['pack', '--json', '--pack-destination', folder], { cwd: root }),
	);
	const tarball = path.join(folder, filename);
	execFileSync('tar', ['-xzf', tarball, '-C', folder]);
	const packed = path.join(folder, 'package');

	const source = await analyzePackage(root, SOURCE_FILE_PATTERNS);
	report('the verification scanner passes on the source', source.passed, source.details);
	const shipped = await analyzePackage(packed);
	report('the verification scanner passes on the packed files', shipped.passed, shipped.details);

	const manifest = JSON.parse(readFileSync(path.join(packed, 'package.json'), 'utf8'));
	const dependencies = Object.keys(manifest.dependencies ?? {});
	report(
		'the package has no runtime dependency',
		dependencies.length === 0,
		dependencies.join(', '),
	);

	const size = statSync(tarball).size;
	report(`the tarball is ${size} of at most ${LARGEST_TARBALL} bytes`, size <= LARGEST_TARBALL);
} finally {
	rmSync(folder, { recursive: true, force: true });
}

process.exitCode = failures.length > 0 ? 1 : 0;
