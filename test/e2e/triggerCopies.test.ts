import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { SavedWorkflow } from '../../dev/n8n';
import { triggerNode, type Stage } from '../../dev/environment';
import { importCopy } from './importCopy';
import { openTestStage } from './stage';
import { callAndHear, heardIn, pathOf } from './triggerWorkflow';
import { Client } from '../support/apiClient';

const ANSWERS = '+14155550101';

describe('the trigger that receives calls, on a real n8n', () => {
	let stage: Stage;

	beforeAll(async () => (stage = await openTestStage({ sandbox: { speed: 60 } })));
	afterAll(async () => await stage?.close());
	beforeEach(() => stage.sandbox.reset());

	test('stays the same over a restart, a new name of the workflow and a new name of the trigger', async () => {
		let workflow = await publishedForAccount();
		const subscribed = await subscriptions();
		expect(subscribed).toEqual([urlOf(workflow)]);

		await stage.restartN8n();
		expect(await subscriptions()).toEqual(subscribed);

		workflow = await stage.client.change(workflow, { name: 'Hear, under another name' });
		await stage.client.activate(workflow);
		expect(await subscriptions()).toEqual(subscribed);

		const { nodes } = workflow;
		workflow = await stage.client.change(workflow, {
			nodes: nodes.map((node) => (node.name === 'Trigger' ? { ...node, name: 'Renamed' } : node)),
			connections: { Renamed: { main: [[{ node: 'Heard', type: 'main', index: 0 }]] } },
		});
		await stage.client.activate(workflow);
		expect(await subscriptions()).toEqual(subscribed);
		await placeElsewhere();
		expect(await heardIn(stage, workflow)).toHaveLength(1);

		await stage.client.deactivate(workflow);
		expect(await subscriptions()).toEqual([]);
	});

	test('is not changed by a restart where TopCalls shows no subscription (404), nor by publishing again where it deletes none (405)', async () => {
		const workflow = await publishedForAccount();
		const subscribed = await subscriptions();
		stage.sandbox.configure({ subscriptionStatus: { create: null, read: 404, delete: 405 } });

		await stage.restartN8n();
		await stage.restartN8n();
		expect(await subscriptions()).toEqual(subscribed);

		for (let round = 0; round < 2; round++) {
			await stage.client.deactivate(workflow);
			await stage.client.activate(workflow);
		}
		expect(await subscriptions()).toEqual(subscribed);
		const log = await readFile(stage.n8n.logFile, 'utf8');
		expect(log).toContain(`the subscription ${(await live())[0]?.id} (call.completed)`);

		stage.sandbox.configure({ subscriptionStatus: { create: null, read: null, delete: null } });
		await stage.client.deactivate(workflow);
		expect(await subscriptions()).toEqual([]);
	});

	test('is both the original and its copy when the copy was imported with the static data', async () => {
		const original = await publishedForAccount();
		const copy = await imported(original, { webhookIds: 'new' });
		expect(await subscriptions()).toEqual([urlOf(original)]);

		await stage.client.activate(copy);
		expect(await subscriptions()).toEqual([urlOf(original), urlOf(copy)]);
		await placeElsewhere();
		expect(await heardIn(stage, original)).toHaveLength(1);
		expect(await heardIn(stage, copy)).toHaveLength(1);

		await stage.client.deactivate(copy);
		expect(await subscriptions()).toEqual([urlOf(original)]);
		await placeElsewhere();
		expect(await heardIn(stage, original)).toHaveLength(2);
		expect(await heardIn(stage, copy)).toHaveLength(1);
		await stage.client.deactivate(original);
	});

	test('is only the original when a copy with the same webhook path cannot be published', async () => {
		const original = await publishedForAccount();
		const copy = await imported(original, { webhookIds: 'the same' });

		await expect(stage.client.activate(copy)).rejects.toThrow();

		expect(await subscriptions()).toEqual([urlOf(original)]);
		await placeElsewhere();
		expect(await heardIn(stage, original)).toHaveLength(1);
		await stage.client.deactivate(original);
		expect(await subscriptions()).toEqual([]);
	});

	test('is not the original for calls that a copy places', async () => {
		const original = await published(callAndHear([ANSWERS], triggerNode()));
		const copy = await imported(original, { webhookIds: 'new' });

		await stage.client.run(copy, 'Start');
		await stage.sandbox.waitFor('all calls processed');
		expect(stage.sandbox.deliveries()).toEqual([]);

		await stage.client.activate(copy);
		await stage.client.run(copy, 'Start');
		await allDelivered();
		expect(await heardIn(stage, copy)).toHaveLength(1);
		expect(await heardIn(stage, original)).toEqual([]);
		await stage.client.deactivate(copy);
		await stage.client.deactivate(original);
	});

	const publishedForAccount = async () =>
		await published(callAndHear([], triggerNode({ source: 'account' })));

	const published = async (workflow: Parameters<Stage['client']['createWorkflow']>[0]) => {
		const saved = await stage.client.createWorkflow(workflow, [stage.credential]);
		await stage.client.activate(saved);
		return saved;
	};

	const imported = async (
		original: SavedWorkflow,
		{ webhookIds }: { webhookIds: 'new' | 'the same' },
	) =>
		await importCopy(stage, original, (node) =>
			node.webhookId && webhookIds === 'new' ? { ...node, webhookId: randomUUID() } : node,
		);

	const urlOf = (workflow: SavedWorkflow) => `${stage.n8n.url}/webhook/${pathOf(workflow)}`;

	/** Places a call like another program with the same account, and waits until all webhooks are delivered. */
	const placeElsewhere = async () => {
		await api().callId(ANSWERS);
		await allDelivered();
	};

	const allDelivered = async () => {
		await stage.sandbox.waitFor('all calls processed');
		await stage.sandbox.waitFor('no delivery pending');
	};

	/** Where TopCalls posts the completed calls of the account. */
	const subscriptions = async () => (await live()).map(({ url }) => url);

	const live = async () => {
		const { subscriptionStatus } = stage.sandbox.settings();
		stage.sandbox.configure({ subscriptionStatus: { ...subscriptionStatus, read: null } });
		const { data } = (await api().get('/v1/webhooks')).json<{
			data: Array<{ id: string; url: string; deleted_at: string | null }>;
		}>();
		stage.sandbox.configure({ subscriptionStatus });
		return data.filter(({ deleted_at }) => deleted_at === null);
	};

	const api = () => new Client(stage.sandbox);
});
