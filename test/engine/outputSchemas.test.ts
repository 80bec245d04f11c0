import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { TopCalls } from '../../nodes/TopCalls/TopCalls.node';
import { resources } from '../../nodes/TopCalls/resources';
import { useSandbox } from '../support/sandbox';
import { outputsOfAll, type Outputs } from './operationOutputs';
import { schemaOf, valuesOf, type OutputSchema } from './outputSchema';

const ROOT = path.join(__dirname, '..', '..', 'nodes', 'TopCalls', '__schema__');
/** n8n writes a node's version with three parts. */
const VERSION = `v${new TopCalls().description.version}.0.0`;
const REGENERATE =
	'Run UPDATE_DOCS=1 npm run unit -- test/engine/outputSchemas, and read what changed.';

/** TopCalls does not document what a campaign looks like, so the schema promises no more than these. */
const KNOWN_OF_CAMPAIGN = ['campaign_id', 'status'];

const sandbox = useSandbox({ speed: 0 });

test('before a node ran, the editor shows the fields that each operation outputs', async () => {
	const outputs = await outputsOfAll(sandbox);
	const expected = new Map<string, string>();
	for (const name of outputs.keys()) {
		expected.set(`${name}.json`, written(outputSchema(name, outputs)));
	}
	const operations = resources.flatMap(({ value, operations: all }) =>
		all.map((operation) => `${value}/${operation.value}.json`),
	);
	expect([...expected.keys()].sort()).toEqual(operations.sort());

	// n8n passes over a schema without fields.
	expect([...expected.values()].filter((text) => text.includes('"properties": {}'))).toEqual([]);

	if (process.env.UPDATE_DOCS) save(expected);
	const isCurrent = JSON.stringify([...saved()].sort()) === JSON.stringify([...expected].sort());
	expect(isCurrent ? '' : `__schema__ is out of date. ${REGENERATE}`).toBe('');
});

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
		const target = path.join(ROOT, VERSION, file);
		mkdirSync(path.dirname(target), { recursive: true });
		writeFileSync(target, text);
	}
}

function saved(): Map<string, string> {
	const folder = path.join(ROOT, VERSION);
	if (!existsSync(folder)) return new Map();
	const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
	return new Map(
		files
			.filter((file) => file.endsWith('.json'))
			.map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]),
	);
}
