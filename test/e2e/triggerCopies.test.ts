import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { SavedWorkflow } from '../../dev/n8n';
import { triggerNode, type Environment } from '../../dev/environment';
import { importCopy } from './importCopy';
import { openTestEnvironment } from './environment';
import { callAndHear, heardIn, pathOf } from './triggerWorkflow';
import { Client } from '../support/apiClient';

const ANSWERS = '+14155550101';

describe('the trigger that receives calls, on a real n8n', () => {
	let environment: Environment;

	beforeAll(async () => (environment = await openTestEnvironment({ sandbox: { speed: 60 } })));
	afterAll(async () => await environment?.close());
	beforeEach(() => environment.sandbox.reset());

	test('stays the same over a restart, a new name of the workflow and a new name of the trigger', async () => {
		let workflow = await publishedForAccount();
		const subscribed = await subscriptions();
		expect(subscribed).toEqual([urlOf(workflow)]);

		await environment.restartN8n();
		expect(await subscriptions()).toEqual(subscribed);

		workflow = await environment.client.change(workflow, { name: 'Hear, under another name' });
		await environment.client.activate(workflow);
		expect(await subscriptions()).toEqual(subscribed);

		const { nodes } = workflow;
		workflow = await environment.client.change(workflow, {
			nodes: nodes.map((node) => (node.name === 'Trigger' ? { ...node, name: 'Renamed' } : node)),
			connections: { Renamed: { main: [[{ node: 'Heard', type: 'main', index: 0 }]] } },
		});
		await environment.client.activate(workflow);
		expect(await subscriptions()).toEqual(subscribed);
		await placeElsewhere();
		expect(await heardIn(environment, workflow, 1)).toHaveLength(1);

		await environment.client.deactivate(workflow);
		expect(await subscriptions()).toEqual([]);
	});

	test('is not changed by a restart where TopCalls shows no subscription (404), nor by publishing again where it deletes none (405)', async () => {
		const workflow = await publishedForAccount();
		const subscribed = await subscriptions();
		environment.sandbox.configure({ subscriptionStatus: { create: null, read: 404, delete: 405 } });

		await environment.restartN8n();
		await environment.restartN8n();
		expect(await subscriptions()).toEqual(subscribed);

		for (let round = 0; round < 2; round++) {
			await environment.client.deactivate(workflow);
			await environment.client.activate(workflow);
		}
		expect(await subscriptions()).toEqual(subscribed);
		const log = await readFile(environment.n8n.logFile, 'utf8');
		expect(log).toContain(`the subscription ${(await live())[0]?.id} (call.completed)`);

		environment.sandbox.configure({
			subscriptionStatus: { create: null, read: null, delete: null },
		});
		await environment.client.deactivate(workflow);
		expect(await subscriptions()).toEqual([]);
	});

	test('is both the original and its copy when the copy was imported with the static data', async () => {
		const original = await publishedForAccount();
		const copy = await imported(original, { webhookIds: 'new' });
		expect(await subscriptions()).toEqual([urlOf(original)]);

		await environment.client.activate(copy);
		expect(await subscriptions()).toEqual([urlOf(original), urlOf(copy)]);
		await placeElsewhere();
		expect(await heardIn(environment, original, 1)).toHaveLength(1);
		expect(await heardIn(environment, copy, 1)).toHaveLength(1);

		await environment.client.deactivate(copy);
		expect(await subscriptions()).toEqual([urlOf(original)]);
		await placeElsewhere();
		expect(await heardIn(environment, original, 2)).toHaveLength(2);
		expect(await heardIn(environment, copy, 1)).toHaveLength(1);
		await environment.client.deactivate(original);
	});

	test('is only the original when a copy with the same webhook path cannot be published', async () => {
		const original = await publishedForAccount();
		const copy = await imported(original, { webhookIds: 'the same' });

		await expect(environment.client.activate(copy)).rejects.toThrow();

		expect(await subscriptions()).toEqual([urlOf(original)]);
		await placeElsewhere();
		expect(await heardIn(environment, original, 1)).toHaveLength(1);
		await environment.client.deactivate(original);
		expect(await subscriptions()).toEqual([]);
	});

	test('is not the original for calls that a copy places', async () => {
		const original = await published(callAndHear([ANSWERS], triggerNode()));
		const copy = await imported(original, { webhookIds: 'new' });

		await environment.client.run(copy, 'Start');
		await environment.sandbox.waitFor('all calls processed');
		expect(environment.sandbox.deliveries()).toEqual([]);

		await environment.client.activate(copy);
		await environment.client.run(copy, 'Start');
		await allDelivered();
		expect(await heardIn(environment, copy, 1)).toHaveLength(1);
		expect(await heardIn(environment, original, 0)).toEqual([]);
		await environment.client.deactivate(copy);
		await environment.client.deactivate(original);
	});

	const publishedForAccount = async () =>
		await published(callAndHear([], triggerNode({ source: 'account' })));

	const published = async (workflow: Parameters<Environment['client']['createWorkflow']>[0]) => {
		const saved = await environment.client.createWorkflow(workflow, [environment.credential]);
		await environment.client.activate(saved);
		return saved;
	};

	const imported = async (
		original: SavedWorkflow,
		{ webhookIds }: { webhookIds: 'new' | 'the same' },
	) =>
		await importCopy(environment, original, (node) =>
			node.webhookId && webhookIds === 'new' ? { ...node, webhookId: randomUUID() } : node,
		);

	const urlOf = (workflow: SavedWorkflow) => `${environment.n8n.url}/webhook/${pathOf(workflow)}`;

	/** Places a call like another program with the same account, and waits until all webhooks are delivered. */
	const placeElsewhere = async () => {
		await api().callId(ANSWERS);
		await allDelivered();
	};

	const allDelivered = async () => {
		await environment.sandbox.waitFor('all calls processed');
		await environment.sandbox.waitFor('no delivery pending');
	};

	/** Where TopCalls posts the completed calls of the account. */
	const subscriptions = async () => (await live()).map(({ url }) => url);

	const live = async () => {
		const { subscriptionStatus } = environment.sandbox.settings();
		environment.sandbox.configure({ subscriptionStatus: { ...subscriptionStatus, read: null } });
		const { data } = (await api().get('/v1/webhooks')).json<{
			data: Array<{ id: string; url: string; deleted_at: string | null }>;
		}>();
		environment.sandbox.configure({ subscriptionStatus });
		return data.filter(({ deleted_at }) => deleted_at === null);
	};

	const api = () => new Client(environment.sandbox);
});
