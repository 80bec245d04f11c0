import { EXPECTATIONS } from './expectations';
import { searchForKey } from './keySearch';
import { runExample } from './runExample';
import { withEnvironment, type DemoEnvironment } from './environment';
import { renderTable, type Row } from './report';

/** Runs every example on a real n8n, prints the results, and returns whether all of them are as expected. */
export async function runOnce(): Promise<boolean> {
	const rows = await withEnvironment(console.log, runExamples);
	const failed = rows.filter(({ complaints }) => complaints.length > 0).length;
	console.log(`\n${renderTable(rows)}\n`);
	console.log(`${rows.length - failed} passed, ${failed} failed`);
	return failed === 0;
}

async function runExamples({ n8n, sandbox, client, workflows }: DemoEnvironment): Promise<Row[]> {
	const rows: Row[] = [];
	for (const [example, workflow] of workflows) {
		if (EXPECTATIONS.every((expectation) => expectation.example !== example)) {
			throw new Error(`There is no expectation for the example “${workflow.name}”`);
		}
	}
	for (const expectation of EXPECTATIONS) {
		const workflow = workflows.get(expectation.example);
		if (!workflow) throw new Error(`There is no example named ${expectation.example}`);
		console.log(`Running “${workflow.name}”`);
		rows.push(...(await runExample(client, sandbox, workflow, expectation)));
	}
	// Only a stopped n8n has written everything to disk.
	await n8n.stop();
	const someNumber = sandbox.calls()[0]?.phoneNumber ?? 'a number that was called';
	return [...rows, await searchForKey(n8n, sandbox.apiKey, someNumber)];
}
