import type { INode, INodeParameters } from 'n8n-workflow';

import { runWorkflow } from './runWorkflow';
import { credentialOf, startWith } from './runNode';
import { useSandbox } from '../support/sandbox';
import { chain, makeNode, triggerNode } from '../../dev/environment/workflow';

const sandbox = useSandbox({ speed: 0 });

/** A published workflow with a trigger and Make, on an n8n without static data. */
async function runBeside(parameters: INodeParameters, more: Partial<INode> = {}) {
	const make = makeNode({ callEvents: 'workflowTrigger' });
	const trigger = triggerNode(parameters, { name: 'Calls "ended"', ...more });
	return await runWorkflow({
		nodes: [startWith([{ phone: '+14155550123' }]), make, trigger],
		connections: chain('Start', make.name),
		credential: credentialOf(sandbox),
	});
}

test('a worker that does not know the URL of the trigger calls nobody and says what to do', async () => {
	const { error } = await runBeside({});

	expect(error?.message).toBe(
		'The URL of “Calls "ended"” is not known on this n8n worker [item 0]',
	);
	expect(error?.description).toContain('paste the production URL of the trigger');
	expect(sandbox.placed()).toBe(0);
});

test.each([
	['is switched off', {}, { disabled: true }],
	['receives the calls of the account', { source: 'account' }, {}],
	['receives only campaigns', { events: [], options: { campaignEvents: ['campaign.paused'] } }, {}],
])('a trigger that %s needs nothing from Make', async (_, parameters, more) => {
	const { error } = await runBeside(parameters, more);

	expect(error).toBeUndefined();
	expect(sandbox.calls()[0]?.request).not.toHaveProperty('webhook_url');
});
