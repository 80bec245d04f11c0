import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '..', '..');

/** The folders of the product from the top down: each may import from itself and from the listed folders. */
const MAY_IMPORT: Record<string, string[]> = {
	credentials: ['nodes/shared/client'],
	'nodes/TopCalls': ['nodes/shared', 'nodes/shared/*'],
	'nodes/TopCallsTrigger': ['nodes/shared', 'nodes/shared/*'],
	'nodes/TopCallsPollingTrigger': ['nodes/shared', 'nodes/shared/*'],
	'nodes/shared/campaign': [
		'nodes/shared/listSearch',
		'nodes/shared/client',
		'nodes/shared/errors',
		'nodes/shared',
	],
	'nodes/shared/listSearch': ['nodes/shared/client', 'nodes/shared/errors', 'nodes/shared'],
	'nodes/shared/fields': ['nodes/shared/errors', 'nodes/shared'],
	'nodes/shared/webhook': [
		'nodes/shared/call',
		'nodes/shared/client',
		'nodes/shared/errors',
		'nodes/shared',
	],
	'nodes/shared/call': [
		'nodes/shared/client',
		'nodes/shared/errors',
		'nodes/shared/vendor',
		'nodes/shared',
	],
	'nodes/shared/client': ['nodes/shared/errors', 'nodes/shared/vendor', 'nodes/shared'],
	'nodes/shared/errors': ['nodes/shared/vendor', 'nodes/shared'],
	'nodes/shared/vendor': [],
	'nodes/shared': [],
	dev: ['dev'],
};

/** The packages that the product may import by name; third-party code is only in `shared/vendor`. */
const PACKAGES = ['n8n-workflow', /^node:/];

test('every import in the product points down', () => {
	const offenders = importsOf('nodes', 'credentials').filter(
		({ from, to }) => to !== undefined && !mayImport(roomOf(from), roomOf(to)),
	);
	expect(offenders.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
});

test('third-party code is imported in shared/vendor only', () => {
	const offenders = importsOf('nodes', 'credentials').filter(
		({ from, name, to }) =>
			to === undefined &&
			roomOf(from) !== 'nodes/shared/vendor' &&
			!PACKAGES.some((allowed) =>
				allowed instanceof RegExp ? allowed.test(name) : allowed === name,
			),
	);
	expect(offenders.map(({ from, name }) => `${from} imports ${name}`)).toEqual([]);
});

test('the sandbox shares no code with the product', () => {
	const offenders = importsOf('dev/sandbox').filter(({ to }) => to?.startsWith('nodes/'));
	expect(offenders.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
});

interface Import {
	from: string;
	name: string;
	/** The file that is imported, for an import by path. */
	to?: string;
}

function importsOf(...folders: string[]): Import[] {
	const files = folders.flatMap((folder) =>
		readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('.ts'))
			.map((file) => join(folder, file)),
	);
	return files.flatMap((from) => {
		const { importedFiles } = ts.preProcessFile(readFileSync(join(ROOT, from), 'utf8'));
		return importedFiles.map(({ fileName: name }) => ({
			from,
			name,
			to: name.startsWith('.') ? relative(ROOT, join(ROOT, dirname(from), name)) : undefined,
		}));
	});
}

function roomOf(file: string): string {
	const folders = Object.keys(MAY_IMPORT).sort((one, other) => other.length - one.length);
	return folders.find((folder) => file.startsWith(`${folder}/`)) ?? dirname(file);
}

function mayImport(from: string, to: string): boolean {
	if (from === to) return true;
	return (MAY_IMPORT[from] ?? []).some((allowed) =>
		allowed.endsWith('/*') ? to.startsWith(allowed.slice(0, -2)) : to === allowed,
	);
}
