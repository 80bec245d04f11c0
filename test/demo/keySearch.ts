import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Row } from './table';

/**
 * Looks for an API key in plain text in all files of n8n, which must have been stopped. `knownText` is
 * something that the executions surely contain: it must be found, or the search would prove nothing.
 */
export async function searchForKey(
	places: { userFolder: string; logFile: string },
	key: string,
	knownText: string,
): Promise<Row> {
	const entries = await readdir(places.userFolder, { recursive: true, withFileTypes: true });
	const files = entries.filter((entry) => entry.isFile());
	const paths = [...files.map((file) => join(file.parentPath, file.name)), places.logFile];
	const contents = await Promise.all(paths.map(async (path) => await readFile(path)));

	const found = contents.flatMap((content, index) => {
		const count = occurrencesOfKey(content, key);
		return count > 0 ? [`${count} times in ${paths[index]}`] : [];
	});
	const blind = contents.every((content) => !content.includes(knownText));
	return {
		example: 'API key in saved executions, logs',
		node: '',
		rung: '',
		outcome: `${found.length} places`,
		items: `${paths.length} files`,
		complaints: blind ? [`${knownText} was not found either: nothing was saved`] : found,
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
