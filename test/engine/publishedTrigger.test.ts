import type { INode, INodeParameters } from 'n8n-workflow';

import { retryWorkflow, runWorkflow, type TestWorkflow } from './runWorkflow';
import { credentialOf, startWith } from './runNode';
import { useSandbox } from '../support/sandbox';
import { chain, makeNode, triggerNode } from '../../dev/environment/workflow';

const sandbox = useSandbox({ speed: 0 });

const BASE_URL = 'https://n8n.example.com/webhook';
const URL = `${BASE_URL}/its-id/webhook`;
const make = makeNode({ callEvents: 'workflowTrigger' });

/** A workflow in which a trigger stands beside Make, on an n8n that gives no static data, as to a worker of n8n 2. */
function beside(
	parameters: INodeParameters = {},
	more: Partial<INode> = {},
	run: Partial<TestWorkflow> = {},
): TestWorkflow {
	const trigger = triggerNode(parameters, { name: 'Calls', webhookId: 'its-id', ...more });
	return {
		nodes: [startWith([{ phone: '+14155550123' }, { phone: '+14155550124' }]), make, trigger],
		connections: chain('Start', make.name),
		credential: credentialOf(sandbox),
		webhookBaseUrl: BASE_URL,
		...run,
	};
}

/** Where TopCalls sends the events of each call, and which. */
const targets = () =>
	sandbox.calls().map(({ request }) => [request?.webhook_url, request?.webhook_events]);

/** An API elsewhere than on this computer; nothing is sent to it. */
const ELSEWHERE = { apiKey: 'tc_live_0123456789', baseUrl: 'https://api.topcalls.example' };

describe('On a worker without static data, the events of a call', () => {
	test.each(['trigger', 'webhook'] as const)(
		'go to the trigger of the workflow when a %s started it',
		async (mode) => {
			const events = ['call.completed', 'call.started', 'campaign.paused'];
			const { error } = await runWorkflow(beside({ events }, {}, { mode }));

			expect(error).toBeUndefined();
			const target = [URL, ['call.completed', 'call.started']];
			expect(targets()).toEqual([target, target]);
		},
	);

	test('go to it when n8n says that the workflow is published', async () => {
		await runWorkflow(beside({}, {}, { mode: 'error', active: true }));

		expect(targets()[0]).toEqual([URL, ['call.completed', 'call.failed']]);
	});

	test('go to it when a production execution is retried', async () => {
		const test = beside();
		sandbox.fault({ when: { method: 'POST', number: '0123' }, first: 1, do: { status: 422 } });
		const failed = await runWorkflow(test);
		expect(failed.error).toBeDefined();

		const { error } = await retryWorkflow(test, failed);

		expect(error).toBeUndefined();
		const target = [URL, ['call.completed', 'call.failed']];
		expect(targets()).toEqual([target, target]);
	});

	test('go to the last of several triggers, as where they register themselves', async () => {
		const test = beside();
		const other = triggerNode({}, { name: 'Other', webhookId: 'other' });
		await runWorkflow({ ...test, nodes: [...test.nodes, other] });

		expect(targets()[0]?.[0]).toBe(`${BASE_URL}/other/webhook`);
	});

	test('are those that an expression in the trigger gives', async () => {
		await runWorkflow(beside({ events: '={{ ["call.failed"] }}' }));

		expect(targets()[0]).toEqual([URL, ['call.failed']]);
	});

	test.each([
		['it is disabled', {}, { disabled: true }, {}],
		['it listens to the calls of the account', { source: 'account' }, {}, {}],
		['it listens to campaigns only', { events: ['campaign.paused'] }, {}, {}],
		['the run was started by hand', {}, {}, { mode: 'manual', active: true }],
		['n8n does not say that the workflow is published', {}, {}, { mode: 'integrated' }],
	] as const)('go nowhere when %s', async (_, parameters, more, run) => {
		const { error } = await runWorkflow(beside(parameters as INodeParameters, more, run));

		expect(error).toBeUndefined();
		expect(targets()).toEqual([
			[undefined, undefined],
			[undefined, undefined],
		]);
	});

	test('must be able to arrive: where TopCalls cannot reach n8n, nobody is called', async () => {
		const local = { webhookBaseUrl: 'http://localhost:5678/webhook', credential: ELSEWHERE };
		const { error } = await runWorkflow(beside({}, {}, local));

		expect(error?.message).toBe(
			'TopCalls cannot reach the TopCalls Trigger of this workflow at http://localhost:5678 [item 0]',
		);
		expect(error?.description).toContain('Set WEBHOOK_URL of your n8n, and of each of its workers');
	});

	test('are worth more than the call: without the URL of the trigger, nobody is called', async () => {
		const test = beside({}, { name: 'Calls "ended"' }, { webhookBaseUrl: '' });
		const { error } = await runWorkflow(test);

		expect(error?.message).toBe('n8n does not say at which URL “Calls "ended"” listens [item 0]');
		expect(error?.description).toContain('paste the production URL of the trigger');
		expect(sandbox.placed()).toBe(0);
	});
});
