import type { INode } from 'n8n-workflow';

import { TopCallsPollingTrigger } from '../../nodes/TopCallsPollingTrigger/TopCallsPollingTrigger.node';
import { TopCallsTrigger } from '../../nodes/TopCallsTrigger/TopCallsTrigger.node';
import { pollingNode, triggerNode } from '../../dev/environment/workflow';
import { workflowOfNode } from './workflowOfNode';

const webhookTrigger = new TopCallsTrigger().description;
const pollingTrigger = new TopCallsPollingTrigger().description;

/** What the editor makes of an expression in the description of a node. */
function evaluate(expression: unknown, node: INode): unknown {
	const workflow = workflowOfNode(node);
	const [{ parameters } = node] = Object.values(workflow.nodes);
	return workflow.expression.getSimpleParameterValue(
		{ ...node, parameters },
		String(expression),
		'internal',
		{},
	);
}

test.each([
	['the events that are on by default', {}, 'call completed, call failed'],
	['the selected events', { events: ['call.transferred'] }, 'call transferred'],
	['no event', { events: [] }, ''],
	['the calls of the account', { source: 'account' }, 'all completed calls'],
])('the canvas shows %s below a TopCalls Trigger', (_, parameters, shown) => {
	expect(evaluate(webhookTrigger.subtitle, triggerNode(parameters))).toBe(shown);
});

test('the canvas shows the selected events below a TopCalls Polling Trigger', () => {
	const node = pollingNode({ events: ['call.failed'] });

	expect(evaluate(pollingTrigger.subtitle, node)).toBe('call failed');
});

test.each([
	['calls', false],
	['account', true],
])('the panel hides the webhook URL when there is none to copy (%s: %s)', (source, isHidden) => {
	const [webhook] = webhookTrigger.webhooks ?? [];

	expect(evaluate(webhook?.ndvHideUrl, triggerNode({ source }))).toBe(isHidden);
});

test('no expression is left for n8n to evaluate with each event, which takes long', () => {
	const [webhook = {}] = webhookTrigger.webhooks ?? [];
	const { ndvHideUrl, ...forEachEvent } = webhook as Record<string, unknown>;

	expect(ndvHideUrl).toBeDefined();
	expect(Object.values(forEachEvent).filter((value) => String(value).startsWith('='))).toEqual([]);
});
