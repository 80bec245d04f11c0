import type { IDataObject } from 'n8n-workflow';
import {
	addActiveTrigger,
	findActiveTrigger,
	removeActiveTrigger,
} from '../../nodes/shared/webhook/activeTriggers';
import {
	isRegistered,
	register,
	findRegistered,
	unregister,
} from '../../nodes/shared/webhook/triggerRegistry';

const WORKFLOW = 'workflow-1';
const identity = (nodeId: string, workflowId = WORKFLOW) => ({ workflowId, nodeId });
const target = { webhookUrl: 'https://n8n.example.com/webhook/1', events: ['call.completed'] };

test('Make finds a registered trigger, and no longer after it was removed', () => {
	const staticData: IDataObject = {};
	register(staticData, identity('node-1'), target);
	expect(findRegistered(staticData, WORKFLOW)).toEqual(target);
	expect(isRegistered(staticData, identity('node-1'), target)).toBe(true);

	unregister(staticData, 'node-1');
	expect(findRegistered(staticData, WORKFLOW)).toBeUndefined();
	expect(staticData).toEqual({});
});

test('of two triggers the one that registered last receives the events', () => {
	const staticData: IDataObject = {};
	const other = { ...target, webhookUrl: 'https://n8n.example.com/webhook/2' };
	register(staticData, identity('node-1'), target);
	register(staticData, identity('node-2'), other);
	expect(findRegistered(staticData, WORKFLOW)).toEqual(other);

	register(staticData, identity('node-1'), target);
	expect(findRegistered(staticData, WORKFLOW)).toEqual(target);
	unregister(staticData, 'node-1');
	expect(findRegistered(staticData, WORKFLOW)).toEqual(other);
});

test('a changed URL or selection of events is another registration', () => {
	const staticData: IDataObject = {};
	register(staticData, identity('node-1'), target);

	expect(
		isRegistered(staticData, identity('node-1'), { ...target, webhookUrl: 'https://x.example' }),
	).toBe(false);
	expect(isRegistered(staticData, identity('node-1'), { ...target, events: ['call.failed'] })).toBe(
		false,
	);
	expect(isRegistered(staticData, identity('node-2'), target)).toBe(false);
});

test('the original’s trigger in a copied workflow receives no events of the copy', () => {
	const staticData: IDataObject = {};
	register(staticData, identity('node-1'), target);
	expect(findRegistered(staticData, 'workflow-2')).toBeUndefined();
	expect(isRegistered(staticData, identity('node-1', 'workflow-2'), target)).toBe(false);

	register(staticData, identity('node-2', 'workflow-2'), target);
	expect(findRegistered(staticData, 'workflow-2')).toEqual(target);
	expect(findRegistered(staticData, WORKFLOW)).toBeUndefined();
});

test('a trigger without call events receives no calls', () => {
	const staticData: IDataObject = {};
	register(staticData, identity('node-1'), { ...target, events: [] });

	expect(findRegistered(staticData, WORKFLOW)).toBeUndefined();
});

test('a test that ends removes only its own URL', () => {
	const test = { ...target, webhookUrl: 'https://n8n.example.com/webhook-test/1' };
	addActiveTrigger('production', 'workflow-1', target);
	addActiveTrigger('test', 'workflow-1', test);
	expect(findActiveTrigger('test', 'workflow-2')).toBeUndefined();

	removeActiveTrigger('workflow-1', test.webhookUrl);
	expect(findActiveTrigger('test', 'workflow-1')).toBeUndefined();
	expect(findActiveTrigger('production', 'workflow-1')).toEqual(target);
});
