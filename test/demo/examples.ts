import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Workflow } from '../n8n';

const FOLDER = join(__dirname, '..', '..', 'examples');

/** An example workflow by the name of its file, without the extension. */
export function exampleNamed(name: string): Workflow {
	return JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')) as Workflow;
}

/** The names of all example workflows. */
export function exampleNames(): string[] {
	const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
	return files.map((file) => file.replace(/\.json$/, ''));
}
