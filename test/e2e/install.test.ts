import type { INode, INodeTypeDescription, Themed } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import packageJson from '../../package.json';
import { errorOf, outputOf, type SavedExecution, type SavedWorkflow } from '../../dev/n8n';
import {
	chain,
	manualTrigger,
	node,
	topCallsNode,
	webhookTrigger,
	workflowOf,
} from '../../dev/environment';
import { DESCRIPTION, openInstallation, PREVIOUS, type Installation } from './installation';

const { name, version } = packageJson;
const NODES = packageJson.n8n.nodes.map((file) => `${name}.${nodeIn(file)}`);
const CREDENTIAL = 'topCallsApi';
const NUMBER = '+14155550101';
const WEBHOOK = 'call-them';

/** One installation from install to uninstall: each test continues where the previous one ended. */
describe('Installed from npm through n8n’s community nodes', () => {
	let here: Installation;
	let byHand: SavedWorkflow;
	let published: SavedWorkflow;
	let waiting: SavedWorkflow;

	beforeAll(async () => (here = await openInstallation()));
	afterAll(async () => await here?.close());

	test('is one package without dependencies', async () => {
		const installed = await here.communityNodes.install(name);

		expect(installed.installedVersion).toBe(PREVIOUS.version);
		expect(installed.installedNodes).toHaveLength(NODES.length);
		expect([...here.asked]).toEqual([name]);
		expect(existsSync(join(here.packageFolder, 'node_modules'))).toBe(false);
	});

	test('shows its nodes and its credential, each with an icon for light and one for dark', async () => {
		const nodes = await nodesShown();
		const types = await here.client.credentialTypes();
		const credentials = types.filter((type) => type.name === CREDENTIAL);

		expect(nodes.map((type) => type.name)).toEqual(expect.arrayContaining(NODES));
		expect(credentials).toHaveLength(1);
		for (const type of [...nodes, ...credentials]) {
			expect(await iconsServed(type)).toEqual([
				await icon('topcalls'),
				await icon('topcalls.dark'),
			]);
		}
	});

	test('makes calls in a manual run and in a published workflow, and receives their results', async () => {
		await saveWorkflows();
		await expectAllToWork();
	});

	test('is offered as an upgrade when there is a newer version', async () => {
		const [before] = await here.communityNodes.list();
		expect(before?.updateAvailable).toBeUndefined();

		await here.publish();

		expect(await here.communityNodes.list()).toMatchObject([
			{ installedVersion: PREVIOUS.version, updateAvailable: version },
		]);
	});

	test('runs the new version immediately after an upgrade, even in executions that were waiting for a call', async () => {
		expect(await descriptionShown()).toBe(PREVIOUS.description);
		here.sandbox.reset();
		here.sandbox.configure({ speed: 0 });
		const id = await here.client.start(waiting);
		await here.client.executionIn(id, ['waiting']);

		const upgraded = await here.communityNodes.update(name);

		expect(upgraded.installedVersion).toBe(version);
		expect(await descriptionShown()).toBe(DESCRIPTION);
		here.sandbox.configure({ speed: 20 });
		const execution = await here.client.executionIn(id, ['success']);
		expect(outputOf(execution, 'TopCalls')).toMatchObject([{ json: { outcome: 'completed' } }]);
		expect(here.sandbox.rings()).toEqual({ [NUMBER]: 1 });
		await expectAllToWork();
	});

	test('is still there after n8n was restarted', async () => {
		await here.restart();

		const [installed] = await here.communityNodes.list();
		expect(installed?.installedVersion).toBe(version);
		expect(installed?.failedLoading).toBeFalsy();
		await expectAllToWork();
	});

	test('leaves an n8n that still starts after it was uninstalled, even with workflows that use it', async () => {
		await here.communityNodes.uninstall(name);
		await here.restart();

		expect(await here.communityNodes.list()).toEqual([]);
		expect(await nodesShown()).toEqual([]);
		expect(existsSync(here.packageFolder)).toBe(false);
	});

	test('finds its workflows and their credential again after it is reinstalled', async () => {
		await here.communityNodes.install(name);

		expect(await ringsFrom(runByHand)).toEqual({ [NUMBER]: 1 });
	});

	async function saveWorkflows(): Promise<void> {
		const { apiKey, url: baseUrl } = here.sandbox;
		const data = { apiKey, baseUrl };
		const credential = await here.client.createCredential({
			name: 'TopCalls',
			type: CREDENTIAL,
			data,
		});
		const save = async (title: string, ...nodes: INode[]) =>
			await here.client.createWorkflow(workflowOf(title, nodes), [credential]);
		const call = {
			operation: 'make',
			phoneNumber: NUMBER,
			task: 'Remind them of the appointment.',
		};

		byHand = await save('By hand', manualTrigger(), topCallsNode(call));
		const wait = topCallsNode({
			...call,
			operation: 'makeAndWait',
			options: { waitUsing: 'webhook' },
		});
		waiting = await save('Waiting', manualTrigger(), wait);
		const trigger = node(
			'TopCalls Trigger',
			`${name}.topCallsTrigger`,
			{},
			{
				webhookId: randomUUID(),
				credentials: { [CREDENTIAL]: { id: null, name: '' } },
			},
		);
		const connections = chain('Webhook', 'TopCalls');
		published = await here.client.createWorkflow(
			workflowOf('Published', [webhookTrigger(WEBHOOK), topCallsNode(call), trigger], connections),
			[credential],
		);
		await here.client.activate(published);
	}

	async function expectAllToWork(): Promise<void> {
		expect(await ringsFrom(runByHand)).toEqual({ [NUMBER]: 1 });

		const before = await here.client.executions(published.id);
		expect(await ringsFrom(callWebhook)).toEqual({ [NUMBER]: 1 });
		const heard = await executionAfter(before.length + 1);
		expect(outputOf(heard, 'TopCalls Trigger')).toMatchObject([
			{ json: { event: 'call.completed', phone_number: NUMBER } },
		]);
	}

	/** The execution of the published workflow after `before` others. */
	async function executionAfter(others: number): Promise<SavedExecution> {
		for (;;) {
			const [latest, ...rest] = await here.client.executions(published.id);
			if (latest && rest.length === others) {
				return await here.client.executionIn(latest.id, ['success']);
			}
			await delay(100);
		}
	}

	/** How often each phone rang after one run of a workflow. */
	async function ringsFrom(startWorkflow: () => Promise<void>): Promise<Record<string, number>> {
		here.sandbox.reset();
		await startWorkflow();
		await here.sandbox.waitFor(() => here.sandbox.placed() > 0);
		await here.sandbox.waitFor('all calls ended');
		return here.sandbox.rings();
	}

	async function runByHand(): Promise<void> {
		expect(errorOf(await here.client.run(byHand))).toBeUndefined();
	}

	async function callWebhook(): Promise<void> {
		expect((await here.client.callWebhook(WEBHOOK)).status).toBe(200);
	}

	async function nodesShown(): Promise<INodeTypeDescription[]> {
		return (await here.client.nodeTypes()).filter((type) => type.name.startsWith(`${name}.`));
	}

	async function descriptionShown(): Promise<string | undefined> {
		return (await nodesShown()).find((type) => type.name === `${name}.topCalls`)?.description;
	}

	async function iconsServed({ iconUrl }: { iconUrl?: Themed<string> }): Promise<string[]> {
		if (typeof iconUrl !== 'object')
			throw new Error('There is not one icon for light, one for dark');
		return await Promise.all(
			[iconUrl.light, iconUrl.dark].map(async (path) => {
				const response = await fetch(`${here.url}/${path}`);
				expect(response.headers.get('content-type')).toMatch('image/svg+xml');
				return await response.text();
			}),
		);
	}
});

/** The name of the node that a file such as `dist/nodes/TopCalls/TopCalls.node.js` holds. */
function nodeIn(file: string): string {
	const className = basename(file, '.node.js');
	return className.charAt(0).toLowerCase() + className.slice(1);
}

async function icon(file: string): Promise<string> {
	return await readFile(join(__dirname, '..', '..', 'icons', `${file}.svg`), 'utf8');
}
