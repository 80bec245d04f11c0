import type { IDataObject } from 'n8n-workflow';
import { hear, hearingTrigger, stopHearing } from '../../nodes/api/hearing';
import {
	isRegistered,
	register,
	registeredTrigger,
	unregister,
} from '../../nodes/api/registration';

const target = { webhookUrl: 'https://n8n.example.com/webhook/1', events: ['call.completed'] };

test('Make finds the trigger that registered itself, and no longer when it took it back', () => {
	const staticData: IDataObject = {};
	register(staticData, 'node-1', target);
	expect(registeredTrigger(staticData)).toEqual(target);
	expect(isRegistered(staticData, 'node-1', target)).toBe(true);

	unregister(staticData, 'node-1');
	expect(registeredTrigger(staticData)).toBeUndefined();
	expect(staticData).toEqual({});
});

test('of two triggers the one that registered last is told', () => {
	const staticData: IDataObject = {};
	const other = { ...target, webhookUrl: 'https://n8n.example.com/webhook/2' };
	register(staticData, 'node-1', target);
	register(staticData, 'node-2', other);
	expect(registeredTrigger(staticData)).toEqual(other);

	register(staticData, 'node-1', target);
	expect(registeredTrigger(staticData)).toEqual(target);
	unregister(staticData, 'node-1');
	expect(registeredTrigger(staticData)).toEqual(other);
});

test('a changed URL or choice of events is another registration', () => {
	const staticData: IDataObject = {};
	register(staticData, 'node-1', target);

	expect(isRegistered(staticData, 'node-1', { ...target, webhookUrl: 'https://x.example' })).toBe(
		false,
	);
	expect(isRegistered(staticData, 'node-1', { ...target, events: ['call.failed'] })).toBe(false);
	expect(isRegistered(staticData, 'node-2', target)).toBe(false);
});

test('a trigger without an event of calls is not told of calls', () => {
	const staticData: IDataObject = {};
	register(staticData, 'node-1', { ...target, events: [] });

	expect(registeredTrigger(staticData)).toBeUndefined();
});

test('a test that ends takes back only its own URL', () => {
	const test = { ...target, webhookUrl: 'https://n8n.example.com/webhook-test/1' };
	hear('production', 'workflow-1', target);
	hear('test', 'workflow-1', test);
	expect(hearingTrigger('test', 'workflow-2')).toBeUndefined();

	stopHearing('workflow-1', test.webhookUrl);
	expect(hearingTrigger('test', 'workflow-1')).toBeUndefined();
	expect(hearingTrigger('production', 'workflow-1')).toEqual(target);
});
