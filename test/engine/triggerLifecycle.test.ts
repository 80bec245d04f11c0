import { HookContext } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type INodeParameters,
	type IWebhookData,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { TopCallsTrigger } from '../../nodes/TopCallsTrigger/TopCallsTrigger.node';
import { startSandbox, type Sandbox } from '../sandbox';
import { OneCredential } from './credentials';
import { nodeTypes } from './nodeTypes';
import { node } from './runWorkflow';
import { credentialOf } from './topCallsNode';

const { checkExists, create, delete: remove } = new TopCallsTrigger().webhookMethods.default;

describe('the subscriptions of a TopCalls Trigger', () => {
	let sandbox: Sandbox;
	let staticData: IDataObject;

	beforeAll(async () => (sandbox = await startSandbox({ speed: 0 })));
	afterAll(async () => await sandbox.stop());
	beforeEach(() => {
		sandbox.reset();
		staticData = {};
	});

	it('are there once they were made, and not before', async () => {
		await expect(checkExists.call(hook())).resolves.toBe(false);
		await create.call(hook());
		await expect(checkExists.call(hook())).resolves.toBe(true);
		await remove.call(hook());
		await expect(checkExists.call(hook())).resolves.toBe(false);
	});

	it('count as gone when TopCalls has lost one of them, and are all made again', async () => {
		await create.call(hook({ dispositions: 'confirmed, refused' }));
		await api('DELETE', `/v1/webhooks/${(await live())[0]?.id}`);

		await expect(checkExists.call(hook({ dispositions: 'confirmed, refused' }))).resolves.toBe(
			false,
		);
		await create.call(hook({ dispositions: 'confirmed, refused' }));

		expect(await events()).toEqual(['call.completed.confirmed', 'call.completed.refused']);
	});

	it('are made anew when the node was set otherwise, and the old ones are deleted', async () => {
		await create.call(hook({ dispositions: 'confirmed' }));

		await expect(checkExists.call(hook({ dispositions: 'refused' }))).resolves.toBe(false);
		await create.call(hook({ dispositions: 'refused' }));

		expect(await events()).toEqual(['call.completed.refused']);
	});

	it.each([404, 405] as const)('asked for at a TopCalls that answers %i', async (status) => {
		await create.call(hook());
		answer({ read: status });

		// 405: TopCalls cannot be asked, so what was made counts.
		await expect(checkExists.call(hook())).resolves.toBe(status === 405);
	});

	it.each([400, 403, 409])(
		'that cannot be checked because of a %i are not made twice',
		async (status) => {
			await create.call(hook());
			answer({ read: status });

			await expect(checkExists.call(hook())).rejects.toThrow(/could not be checked/);
		},
	);

	it('are deleted even if one of them cannot be; that one is not forgotten', async () => {
		await create.call(hook({ dispositions: 'a,b,c' }));
		sandbox.fault({
			when: { method: 'DELETE', path: '/v1/webhooks/*' },
			first: 1,
			do: { status: 403 },
		});

		await expect(remove.call(hook({ dispositions: 'a,b,c' }))).rejects.toThrow(/was not deleted/);
		expect(await events()).toEqual(['call.completed.a']);

		await remove.call(hook({ dispositions: 'a,b,c' }));
		expect(await events()).toEqual([]);
	});

	it('are made once when the reply to making one is lost', async () => {
		sandbox.fault({ when: { method: 'POST', path: '/v1/webhooks' }, first: 1, do: 'cutAfter' });

		await create.call(hook());

		expect(await events()).toEqual(['call.completed']);
		await expect(checkExists.call(hook())).resolves.toBe(true);
	});

	it('that cannot be taken back after a failure are named, so that they can be deleted by hand', async () => {
		answer({ delete: 405 });
		sandbox.fault({
			when: { method: 'POST', path: '/v1/webhooks' },
			every: 2,
			do: { status: 403 },
		});

		const failure = await create.call(hook({ dispositions: 'a,b' })).catch((error: Error) => error);

		expect(failure).toMatchObject({ description: expect.stringContaining((await live())[0]!.id) });
	});

	it('have no name of a field that cannot be sent', async () => {
		await expect(create.call(hook({ dispositions: 'größe' }))).rejects.toThrow(/^Dispositions: /);
		expect(sandbox.requests()).toEqual([]);
	});

	/** What n8n gives the trigger when it sets it up or takes it down. */
	const hook = (parameters: INodeParameters = {}) => {
		const trigger = node(
			'Trigger',
			'n8n-nodes-topcalls.topCallsTrigger',
			{ source: 'account', ...parameters },
			{
				webhookId: 'f2c1b6f0-0000-4000-8000-000000000001',
				credentials: { topCallsApi: { id: '1', name: 'TopCalls' } },
			},
		);
		const workflow = new Workflow({
			id: 'workflow-1',
			nodes: [trigger],
			connections: {},
			active: false,
			nodeTypes,
			staticData,
		});
		const additionalData = {
			credentialsHelper: new OneCredential(credentialOf(sandbox)),
			webhookBaseUrl: 'http://127.0.0.1:5678/webhook',
		} as unknown as IWorkflowExecuteAdditionalData;
		const webhook = { webhookDescription: { name: 'default' } } as unknown as IWebhookData;
		return new HookContext(workflow, trigger, additionalData, 'trigger', 'activate', webhook);
	};

	const answer = (status: Partial<Record<'create' | 'read' | 'delete', number>>) =>
		sandbox.configure({
			subscriptionStatus: { create: null, read: null, delete: null, ...status },
		});

	const live = async () => {
		answer({});
		const { data } = (await api('GET', '/v1/webhooks')) as {
			data: Array<{ id: string; event: string; deleted_at: string | null }>;
		};
		return data.filter(({ deleted_at }) => deleted_at === null);
	};

	const events = async () => (await live()).map(({ event }) => event);

	const api = async (method: string, path: string): Promise<unknown> => {
		const headers = { Authorization: `Bearer ${sandbox.apiKey}` };
		return await (await fetch(sandbox.url + path, { method, headers })).json();
	};
});
