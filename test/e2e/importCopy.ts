import type { INode } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runN8nCommand, type SavedWorkflow } from '../../dev/n8n';
import type { Environment } from '../../dev/environment';

interface Exported extends SavedWorkflow {
	staticData: object | null;
}

/**
 * A copy of a workflow that n8n's CLI made, including static data; not published.
 *
 * @param change what is different about a node of the copy
 * @throws Error when the original has no static data
 */
export async function importCopy(
	{ n8n, client }: Environment,
	{ id }: SavedWorkflow,
	change: (node: INode) => INode = (node) => node,
): Promise<SavedWorkflow> {
	const file = join(n8n.userFolder, `${id}.json`);
	await runN8nCommand(n8n, ['export:workflow', `--id=${id}`, `--output=${file}`]);
	const [exported] = JSON.parse(await readFile(file, 'utf8')) as Exported[];
	if (!exported || Object.keys(exported.staticData ?? {}).length === 0) {
		throw new Error(`${id} was exported without static data`);
	}
	const copyId = randomUUID().replace(/-/g, '').slice(0, 16);
	const copy = {
		...exported,
		id: copyId,
		name: `Copy of ${id}`,
		active: false,
		versionId: undefined,
		activeVersionId: null,
		activeVersion: undefined,
		shared: undefined,
		nodes: exported.nodes.map(change),
	};
	await writeFile(file, JSON.stringify([copy]));
	await runN8nCommand(n8n, ['import:workflow', `--input=${file}`]);
	return await client.workflow(copyId);
}
