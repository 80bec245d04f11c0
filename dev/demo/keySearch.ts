import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Row } from './report';

/**
 * Searches all files of a stopped n8n for an API key in plain text. `knownText` is
 * something that the executions surely contain: it must be found, or the search would prove nothing.
 */
export async function searchForKey(
	n8n: { userFolder: string; logFile: string },
	key: string,
	knownText: string,
): Promise<Row> {
	const entries = await readdir(n8n.userFolder, { recursive: true, withFileTypes: true });
	const files = entries.filter((entry) => entry.isFile());
	const paths = [...files.map((file) => join(file.parentPath, file.name)), n8n.logFile];
	const contents = await Promise.all(paths.map(async (path) => await readFile(path)));

	const counts = contents.map((content) => occurrencesOfKey(content, key));
	const places = counts.reduce((sum, count) => sum + count, 0);
	const complaints = paths.flatMap((path, index) =>
		counts[index] ? [`${counts[index]} times in ${path}`] : [],
	);
	if (contents.every((content) => !content.includes(knownText))) {
		complaints.push(`${knownText} was not found either, so nothing was saved`);
	}
	return {
		example: 'API key in saved executions, logs',
		node: '',
		called: '',
		outcome: `${places} places`,
		items: `${paths.length} files`,
		complaints,
	};
}

/** A database may cut a text in two at the end of a page, so each half counts. */
function occurrencesOfKey(content: Buffer, key: string): number {
	const middle = Math.ceil(key.length / 2);
	return Math.max(
		occurrences(content, key.slice(0, middle)),
		occurrences(content, key.slice(middle)),
	);
}

function occurrences(content: Buffer, text: string): number {
	let count = 0;
	for (let at = content.indexOf(text); at !== -1; at = content.indexOf(text, at + 1)) count++;
	return count;
}
