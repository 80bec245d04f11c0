import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { benchmarksPage } from '../../dev/bench/report';
import { readResults, writeResults } from '../../dev/bench/results';
import { ROWS } from '../../dev/bench/rows';

const ROOT = join(__dirname, '..', '..');
const REPOSITORY = 'https://github.com/topcalls/n8n-nodes-topcalls';
/** The URLs at which npm and n8n find the files of the repository. */
const ADDRESSES = [
	`${REPOSITORY}/blob/main/`,
	'https://raw.githubusercontent.com/topcalls/n8n-nodes-topcalls/main/',
];

const PAGES = [
	...filesIn('.', 'md'),
	...filesIn('docs', 'md'),
	...filesIn('examples', 'md'),
	'dev/sandbox/README.md',
];

test.each(PAGES)('every link of %s points to an existing file and heading', (page) => {
	expect(linksOf(page).filter((link) => !leadsSomewhere(link))).toEqual([]);
});

/** CONTRIBUTING.md, “English and units”. */
const NOT_OUR_WORDS =
	/\b(rung|dial(led|ling)|mend(s|ed|ing)?|whom|comes? out|came of|bec[oa]mes? of|put aside|goes on|by itself|flows?)\b/i;

const OUR_TEXTS = [...PAGES, ...filesIn('examples', 'json')].filter(
	(page) => page !== 'LICENSE.md' && page !== 'CHANGELOG.md',
);

test.each(OUR_TEXTS)('%s is in plain English', (page) => {
	const text = readFileSync(join(ROOT, page), 'utf8');
	expect(text.split('\n').filter((line) => NOT_OUR_WORDS.test(line))).toEqual([]);
});

test('the README links to every page of the documentation', () => {
	const linked = linksOf('README.md').map(({ to }) => to);
	expect(filesIn('docs', 'md').filter((page) => !linked.includes(page))).toEqual([]);
});

test('every picture of the documentation is shown on a page', () => {
	const shown = PAGES.flatMap(linksOf).map(({ to }) => to);
	const pictures = [
		...filesIn('docs/screenshots', 'png'),
		...filesIn('docs/screenshots', 'webp'),
		...filesIn('docs/screenshots/examples', 'png'),
	];
	expect(pictures.filter((picture) => !shown.includes(picture))).toEqual([]);
});

test('docs/benchmarks.md explains each row with the texts of the row', () => {
	// Without measuring again, UPDATE_DOCS=1 writes changed texts.
	if (process.env.UPDATE_DOCS) writeResults(readResults(), benchmarksPage(ROWS, readResults()));
	const page = readFileSync(join(ROOT, 'docs', 'benchmarks.md'), 'utf8');
	const measured = ROWS.filter(({ name }) => name in readResults());
	const texts = measured.flatMap(({ title, how, remarks }) => [title, how, ...remarks]);
	expect(texts.filter((text) => !page.includes(text))).toEqual([]);
});

test('the help links of the nodes and the credential point to existing headings', () => {
	const links = ['nodes', 'credentials'].flatMap(helpLinksIn);
	expect(links.length).toBeGreaterThan(0);
	expect(links.filter((link) => !leadsSomewhere(link))).toEqual([]);
});

test('the layout in CONTRIBUTING.md matches the folders', () => {
	const named = foldersOfLayout();
	expect(named.filter((folder) => !existsSync(join(ROOT, folder)))).toEqual([]);
	const folders = ['nodes', 'nodes/TopCalls', 'nodes/shared', 'dev', 'test'].flatMap(foldersIn);
	expect(folders.filter((folder) => !named.includes(folder))).toEqual([]);
});

interface Link {
	from: string;
	/** A file, from the root of the repository. */
	to: string;
	heading: string;
}

function linksOf(page: string): Link[] {
	const text = withoutCode(read(page));
	const urls = [...text.matchAll(/\]\(([^)\s]+)\)|\s(?:src|srcset)="([^"\s]+)"/g)];
	return urls.flatMap(([, markdown, html]) => inRepository(page, markdown ?? html ?? '') ?? []);
}

function helpLinksIn(folder: string): Link[] {
	const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
	return files
		.filter((file) => /\.(ts|json)$/.test(file))
		.map((file) => join(folder, file))
		.flatMap((from) =>
			[...read(from).matchAll(/https:\/\/github\.com\/topcalls\/[^'"`\s)]+/g)].flatMap(
				([url]) => inRepository(from, url) ?? [],
			),
		);
}

/** @returns undefined for an address on the web */
function inRepository(from: string, url: string): Link | undefined {
	const [path = '', heading = ''] = url.split('#');
	if (path === REPOSITORY) return { from, to: 'README.md', heading };
	const address = ADDRESSES.find((prefix) => path.startsWith(prefix));
	if (address) return { from, to: path.slice(address.length), heading };
	if (/^[a-z]+:/.test(path)) return undefined;
	const to = path === '' ? from : relative(ROOT, join(ROOT, dirname(from), path));
	return { from, to, heading };
}

function leadsSomewhere({ to, heading }: Link): boolean {
	if (!existsSync(join(ROOT, to))) return false;
	// GitHub's anchor of the top of the page.
	return heading === '' || heading === 'readme' || headingsOf(to).includes(heading);
}

/** The anchors that GitHub makes. */
function headingsOf(page: string): string[] {
	const headings = [...withoutCode(read(page)).matchAll(/^#+ (.+)$/gm)];
	return headings.map(([, heading = '']) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\s_-]/gu, '')
			.trim()
			.replace(/\s/g, '-'),
	);
}

function withoutCode(text: string): string {
	return text.replace(/^```.*?^```/gms, '');
}

/** The folders of the tree: nested by indentation, one or more per line. */
function foldersOfLayout(): string[] {
	const [, tree = ''] = /^## Layout\n+```\n(.*?)^```/ms.exec(read('CONTRIBUTING.md')) ?? [];
	const above: Array<{ depth: number; folder: string }> = [];
	return tree.split('\n').flatMap((line) => {
		const depth = line.search(/\S/);
		const names =
			line
				.trim()
				.split(/ {2,}(?!\S*\/)/)[0]
				?.match(/\S+\/(?=\s|$)/g) ?? [];
		while (above.some((other) => other.depth >= depth)) above.pop();
		const folders = names
			.filter((name) => !name.includes('…'))
			.map((name) => join(above.at(-1)?.folder ?? '', name).replace(/\/$/, ''));
		if (folders[0]) above.push({ depth, folder: folders[0] });
		return folders;
	});
}

function foldersIn(folder: string): string[] {
	return readdirSync(join(ROOT, folder), { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => join(folder, name));
}

function filesIn(folder: string, extension: string): string[] {
	return readdirSync(join(ROOT, folder))
		.filter((file) => file.endsWith(`.${extension}`))
		.map((file) => join(folder, file));
}

function read(file: string): string {
	return readFileSync(join(ROOT, file), 'utf8');
}
