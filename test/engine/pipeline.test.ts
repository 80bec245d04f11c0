import type { IDataObject, INode } from 'n8n-workflow';

import { exampleNamed } from '../../dev/environment/examples';
import { chain } from '../../dev/environment/workflow';
import { expectEachLeadOnce, PIPELINE, prepareTrouble, ROWS } from '../support/pipeline';
import { useSandbox } from '../support/sandbox';
import { PollingWorkflow } from './pollingWorkflow';
import { credentialOf, startWith } from './runNode';
import { runWorkflow, type Finished } from './runWorkflow';

const ENDED = 'A call has ended';
const SHEET = 'Row for the sheet';
const BY_HAND = 'To be entered by hand';

const example = exampleNamed(PIPELINE);
const sandbox = useSandbox({ speed: 0 });

test('each of 200 leads is called once, and its outcome is written once to the lead and to the sheet, even if replies are lost', async () => {
	prepareTrouble(sandbox);
	const trigger = new PollingWorkflow(sandbox, nodeNamed(ENDED).parameters);
	expect(await trigger.poll()).toEqual([]);

	const started = await importAndStart();
	expect(started.error).toBeUndefined();
	const inSheet: unknown[] = [];
	const byHand: unknown[] = [];
	while (sandbox.counts().campaignsRunning > 0) {
		sandbox.advance(60_000);
		const followedUp = await followUp(await trigger.poll());
		inSheet.push(...followedUp.itemsOf(SHEET).map(({ json }) => json.phone_number));
		byHand.push(...followedUp.itemsOf(BY_HAND).map(({ json }) => json.phone_number));
	}

	expect(await trigger.poll()).toEqual([]);
	expectEachLeadOnce(sandbox, inSheet, byHand);
});

/** The first half of the example, with its sheet replaced. */
async function importAndStart(): Promise<Finished> {
	const nodes = ['Import the leads', 'Start the campaign'].map(nodeNamed);
	return await runWorkflow({
		nodes: [startWith(ROWS), ...nodes],
		connections: chain('Start', ...nodes.map(({ name }) => name)),
		credential: credentialOf(sandbox),
	});
}

/** The second half of the example, with its trigger and the nodes at its end replaced. */
async function followUp(ended: IDataObject[]): Promise<Finished> {
	const branch = (name: string): INode => ({ ...nodeNamed(name), type: 'test.branch' });
	return await runWorkflow({
		nodes: [
			{ ...startWith(ended), name: ENDED },
			nodeNamed('The lead'),
			nodeNamed('Outcome onto the lead'),
			branch(SHEET),
			branch(BY_HAND),
		],
		connections: example.connections,
		credential: credentialOf(sandbox),
	});
}

function nodeNamed(wanted: string): INode {
	return example.nodes.find(({ name }) => name === wanted) as INode;
}
