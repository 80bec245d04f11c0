import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SavedCredential, SavedWorkflow, Workflow } from '../n8n';
import type { Environment } from './environment';

const FOLDER = join(__dirname, '..', '..', 'examples');

/**
 * Imports all example workflows; returns them by the name of their file, without the extension.
 *
 * @param model the credential of a language model, for an agent
 */
export async function importExamples(
	{ client, credential }: Environment,
	model: SavedCredential,
): Promise<Map<string, SavedWorkflow>> {
	const workflows = new Map<string, SavedWorkflow>();
	for (const name of exampleNames()) {
		workflows.set(name, await client.createWorkflow(exampleNamed(name), [credential, model]));
	}
	return workflows;
}

/** The files' names, without the extension. */
export function exampleNames(): string[] {
	const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
	return files.map((file) => file.replace(/\.json$/, ''));
}

export function exampleNamed(name: string): Workflow {
	return JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')) as Workflow;
}
