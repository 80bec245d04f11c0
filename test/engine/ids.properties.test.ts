import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';

import { resources } from '../../nodes/TopCalls/resources';
import { isAddressable, isId } from '../../nodes/shared/client/path';
import { locator, runOperation } from './leadNode';
import { PollingWorkflow } from './pollingWorkflow';
import { credentialOf, runNode } from './runNode';
import { TriggerWebhook } from './triggerWebhook';
import { makeNode } from '../../dev/environment/workflow';
import { useSandbox } from '../support/sandbox';

const sandbox = useSandbox({ speed: 0 });

/** Any ID that TopCalls could give; n8n drops the spaces around what is entered in a field. */
const anyId = fc
	.oneof(
		fc.uuid(),
		fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
		fc.string({ unit: fc.constantFrom(...'aZ0./:=+@&%?#;,\\ é'), minLength: 1, maxLength: 8 }),
	)
	.filter((id) => id === id.trim() && !/\p{C}/u.test(id) && id !== '__proto__');
const some: fc.Parameters<[string]> = {
	numRuns: 25,
	examples: [['a/b:1'], ['call=7@eu&x%'], ['constructor']],
};

/** The IDs that TopCalls was asked for, as it reads them. */
const askedFor = (collection: string) =>
	sandbox
		.requests()
		.map(({ path }) => path.split('/'))
		.filter(([, version, name, id]) => version === 'v1' && name === collection && id)
		.map(([, , , id = '']) => decodeURIComponent(id));

/** The fields that hold an ID, with the collection in whose path it goes. */
const COLLECTIONS: Record<string, string> = {
	callId: 'calls',
	leadId: 'leads',
	campaignId: 'campaigns',
	phoneNumberId: 'phone-numbers',
};
const operations = resources.flatMap((resource) =>
	resource.operations.flatMap(({ value, fields }) =>
		fields
			.filter(({ name, required }) => required && name in COLLECTIONS)
			.map(({ name }) => [`${resource.value}/${value}`, name] as const),
	),
);

test('every operation with an ID is checked below', () => {
	expect(operations.map(([name]) => name).sort()).toEqual([
		'call/cancel',
		'call/downloadRecording',
		'call/get',
		'call/stop',
		'campaign/get',
		'campaign/pause',
		'campaign/start',
		'lead/delete',
		'lead/get',
		'lead/update',
		'phoneNumber/get',
	]);
});

test.each(operations)(
	'%s asks TopCalls for exactly the ID in %s, or refuses it by name',
	async (name, field) => {
		const [resource = '', operation = ''] = name.split('/');
		const more: INodeParameters = name === 'lead/update' ? { updateFields: { name: 'Ann' } } : {};
		await fc.assert(
			fc.asyncProperty(anyId, async (id) => {
				sandbox.reset();
				const parameters = { [field]: locator('id', '={{ $json.id }}'), ...more };
				const { error } = await runOperation(sandbox, [resource, operation], parameters, {
					items: [{ id }],
				});
				const asked = askedFor(COLLECTIONS[field] as string);
				if (isId(id)) expect(new Set(asked)).toEqual(new Set([id]));
				else if (asked.length === 0) expect(error?.message).toContain(id.slice(0, 20));
				else expect(new Set(asked)).toEqual(new Set([id]));
			}),
			some,
		);
	},
);

describe('An ID that TopCalls gave', () => {
	const ended = (id: string) => ({
		...{ id, status: 'completed', call_status: 'completed', completed: true },
		...{ created_at: new Date().toISOString(), end_at: new Date().toISOString() },
	});
	const onlyCall = (id: string) => {
		const [method, call] = ['GET', ended(id)];
		sandbox.fault({
			when: { method, path: '/v1/calls' },
			do: { status: 200, body: { data: [call], next_cursor: null } },
		});
		sandbox.fault({ when: { method, path: '/v1/calls/**' }, do: { status: 200, body: call } });
	};

	test('is looked up by the Polling Trigger, which outputs the call once, or names it', async () => {
		await fc.assert(
			fc.asyncProperty(anyId, async (id) => {
				sandbox.reset();
				const workflow = new PollingWorkflow(sandbox);
				await workflow.poll();
				onlyCall(id);
				const found = await workflow.ids().catch(({ message }: Error) => message);
				if (typeof found === 'string') {
					expect(isAddressable(id)).toBe(false);
					expect(found).toContain(id);
				} else {
					expect(found).toEqual([id]);
					expect(await workflow.restarted().ids()).toEqual([]);
				}
				expect(askedFor('calls').every((asked) => asked === id)).toBe(true);
			}),
			some,
		);
	});

	test('is looked up by the TopCalls Trigger, which starts the workflow with the call, or names it', async () => {
		const trigger = await new TriggerWebhook(credentialOf(sandbox)).open();
		await fc.assert(
			fc.asyncProperty(anyId, async (id) => {
				sandbox.reset();
				trigger.workflowId = `workflow-${Math.random()}`;
				[trigger.started, trigger.warnings].forEach((list) => (list.length = 0));
				onlyCall(id);
				const status = await trigger.post({ call_id: id, event: 'call.completed' });
				expect(status).toBe(isAddressable(id) ? 200 : 400);
				if (status === 200) {
					expect(trigger.started).toMatchObject([{ call_id: id }]);
					expect(askedFor('calls')).toEqual([id]);
				} else expect(trigger.warnings[0]).toContain(id);
			}),
			some,
		);
		trigger.close();
	});

	test('is looked up by Make and Wait when the call is over', async () => {
		await fc.assert(
			fc.asyncProperty(anyId.filter(isAddressable), async (id) => {
				sandbox.reset();
				onlyCall(id);
				const made = { status: 201, body: { ...ended(id), call_id: id } };
				sandbox.fault({ when: { method: 'POST', path: '/v1/calls' }, do: made });
				const node = makeNode({ operation: 'makeAndWait', options: { waitUsing: 'polling' } });
				const finished = await runNode(sandbox, node, [{ phone: '+14155550101' }]);
				expect(finished.itemsOf('TopCalls')).toMatchObject([
					{ json: { call_id: id, outcome: 'completed' } },
				]);
				expect(askedFor('calls')).toEqual([id]);
			}),
			some,
		);
	});
});
