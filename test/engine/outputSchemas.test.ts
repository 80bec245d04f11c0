import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { resolveOutputSchemaPath } from 'n8n-core';

import { TopCalls } from '../../nodes/TopCalls/TopCalls.node';
import { resources } from '../../nodes/TopCalls/resources';
import { useSandbox } from '../support/sandbox';
import { outputsOfAll, type Outputs } from './operationOutputs';
import { schemaOf, valuesOf, type OutputSchema } from './outputSchema';

const NODE = path.join(__dirname, '..', '..', 'nodes', 'TopCalls');
const ROOT = path.join(NODE, '__schema__');
const { version } = new TopCalls().description;
const REGENERATE =
	'Run UPDATE_DOCS=1 npm run unit -- test/engine/outputSchemas, and read what changed.';

/** TopCalls does not document what a campaign looks like, so the schema promises no more than these. */
const KNOWN_OF_CAMPAIGN = ['campaign_id', 'status'];

const sandbox = useSandbox({ speed: 0 });

test('before a node ran, the editor shows the fields that each operation outputs', async () => {
	const outputs = await outputsOfAll(sandbox);
	const expected = new Map<string, string>();
	for (const { value: resource, operations } of resources) {
		for (const { value: operation } of operations) {
			const schema = outputSchema(`${resource}/${operation}`, outputs);
			// n8n passes over a schema without fields.
			expect([operation, schema.properties]).not.toEqual([operation, {}]);
			expected.set(whereN8nLooks(resource, operation), written(schema));
		}
	}

	if (process.env.UPDATE_DOCS) save(expected);
	const isCurrent = JSON.stringify([...saved()].sort()) === JSON.stringify([...expected].sort());
	expect(isCurrent ? '' : `__schema__ is out of date. ${REGENERATE}`).toBe('');
});

function whereN8nLooks(resource: string, operation: string): string {
	const file = resolveOutputSchemaPath({
		nodeDir: NODE,
		version: Number(version),
		resource,
		operation,
	});
	return String(file);
}

/** Of what one operation outputs; the type of a field that was always null comes from the other ones of its resource. */
function outputSchema(name: string, outputs: Outputs): OutputSchema {
	const [resource = ''] = name.split('/');
	const items = outputs.get(name) ?? [];
	const ofResource = [...outputs].flatMap(([other, json]) =>
		other.startsWith(`${resource}/`) ? json : [],
	);
	const { properties = {} } = schemaOf(items);
	const isKnown = (field: string) =>
		!/^campaign\/get/.test(name) || KNOWN_OF_CAMPAIGN.includes(field);
	const fields = Object.entries(properties)
		.filter(([field]) => isKnown(field))
		.map(([field, schema]) => {
			const isUnclear = schema.type === 'null';
			return [field, isUnclear ? schemaOf(valuesOf(ofResource, field)) : schema] as const;
		});
	return { type: 'object', properties: Object.fromEntries(fields) };
}

/** As Prettier writes it: the schema of a field stands in a line. */
function written(schema: OutputSchema): string {
	const text = JSON.stringify(schema, null, '\t')
		.replace(/\[\s+([^[\]{}]+?)\s+\]/g, (_, types: string) => `[${types.replace(/\s+/g, ' ')}]`)
		.replace(/\{\s+("type": (?:"\w+"|\[[^\]]+\]))\s+\}/g, '{ $1 }');
	return `${text}\n`;
}

function save(schemas: Map<string, string>): void {
	rmSync(ROOT, { recursive: true, force: true });
	for (const [file, text] of schemas) {
		mkdirSync(path.dirname(file), { recursive: true });
		writeFileSync(file, text);
	}
}

function saved(): Array<[file: string, text: string]> {
	const entries = readdirSync(ROOT, { recursive: true, withFileTypes: true });
	const files = entries
		.filter((entry) => entry.isFile())
		.map(({ parentPath, name }) => path.join(parentPath, name));
	return files.map((file) => [file, readFileSync(file, 'utf8')]);
}
