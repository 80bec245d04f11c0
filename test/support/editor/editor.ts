import type { Browser, Locator, Page } from 'playwright-core';
import type { SavedWorkflow } from '../../../dev/n8n';
import { OWNER, type Environment } from '../../../dev/environment';
import { startChromium } from './chromium';
import { CredentialDialog } from './credentialDialog';
import { NodePanel } from './nodePanel';
import { Pictures } from './pictures';

const FIRST_LOAD_MILLISECONDS = 90_000;
const PATIENCE_MILLISECONDS = 30_000;

/** n8n's editor in a browser, driven by what a user sees; every action waits for it. */
export class Editor {
	readonly panel: NodePanel;
	readonly credentials: CredentialDialog;
	readonly pictures: Pictures;

	private constructor(
		private readonly browser: Browser,
		private readonly url: string,
		readonly page: Page,
	) {
		this.panel = new NodePanel(page);
		this.credentials = new CredentialDialog(page);
		this.pictures = new Pictures(page);
	}

	/** Opens the editor of an environment, its owner logged in. */
	static async open({ n8n }: Environment): Promise<Editor> {
		const browser = await startChromium();
		try {
			const page = await browser.newPage({ viewport: { width: 1360, height: 860 } });
			page.setDefaultTimeout(PATIENCE_MILLISECONDS);
			page.setDefaultNavigationTimeout(FIRST_LOAD_MILLISECONDS);
			const { email, password } = OWNER;
			await page.request.post(`${n8n.url}/rest/login`, {
				data: { emailOrLdapLoginId: email, password },
				failOnStatusCode: true,
			});
			return new Editor(browser, n8n.url, page);
		} catch (error) {
			await browser.close();
			throw error;
		}
	}

	async close(): Promise<void> {
		await this.browser.close();
	}

	/** An empty workflow, its nodes panel open. */
	async newWorkflow(): Promise<void> {
		await this.newCanvas();
		await this.addFirstStep();
	}

	/** An empty workflow. */
	async newCanvas(): Promise<void> {
		await this.goto('/workflow/new');
		await this.byId('canvas-add-button').waitFor();
	}

	/** Opens the nodes panel of an empty workflow. */
	async addFirstStep(): Promise<void> {
		await this.byId('canvas-add-button').click();
		await this.byId('node-creator-search-bar').waitFor();
	}

	/** Counts the clicks of the mouse on the page from now on; the function that is returned gives their number. */
	async countClicks(): Promise<() => Promise<number>> {
		await this.page.evaluate(
			'window.clicks = 0; addEventListener("pointerdown", () => { window.clicks++; }, true)',
		);
		return async () => await this.page.evaluate<number>('window.clicks');
	}

	/** The list of all workflows. */
	async openWorkflows(): Promise<void> {
		await this.goto('/home/workflows');
		await this.byId('resources-list-item-workflow').first().waitFor();
	}

	async openWorkflow({ id }: SavedWorkflow): Promise<void> {
		await this.goto(`/workflow/${id}`);
		await this.nodes.first().waitFor();
	}

	/** Opens a workflow from the list of all of them, which is quicker than by its address. */
	async pickWorkflow(name: string): Promise<void> {
		await this.byId('project-home-menu-item').click();
		await this.byId('resources-list-item-workflow').filter({ hasText: name }).first().click();
		await this.nodes.first().waitFor();
	}

	/** Opens the panel of a node on the canvas. */
	async openPanel(name: string): Promise<void> {
		await this.node(name).dblclick();
		await this.panel.root.waitFor();
	}

	/** Presses the button at the bottom of the canvas. */
	async executeWorkflow(): Promise<void> {
		await this.byId('execute-workflow-button').click();
	}

	/** Opens another page in a window of its own. */
	async openBeside(url: string, viewport: { width: number; height: number }): Promise<Page> {
		const page = await this.browser.newPage({ viewport });
		await page.goto(url);
		return page;
	}

	/** Opens the nodes panel with what can be a tool of an agent. */
	async addTool(agent: string): Promise<void> {
		const input = `[data-connection-type="ai_tool"][data-node-name="${agent}"]`;
		await this.page.locator(input).getByTestId('canvas-handle-plus').click();
		await this.byId('node-creator-search-bar').waitFor();
	}

	/** The nodes panel of a workflow that has nodes already. */
	async openNodesPanel(): Promise<void> {
		await this.byId('node-creator-plus-button').click();
		await this.byId('node-creator-search-bar').waitFor();
	}

	/** Searches in the nodes panel; returns the names of the nodes it then shows, best first. */
	async searchNodes(term: string): Promise<string[]> {
		const bar = this.byId('node-creator-search-bar');
		const names = this.nodesPanel.getByTestId('node-creator-item-name');
		// What it shows without a search; it searches a moment after the last key.
		const all = names.getByText(/^(On app event|Action in an app)$/).first();
		await bar.fill('');
		await all.waitFor();
		await bar.fill(term);
		await all.waitFor({ state: 'hidden' });
		return (await names.allInnerTexts()).map((name) => name.trim());
	}

	/** Adds a node without actions behind another one; its panel opens. */
	async addAfter(before: string, name: string): Promise<void> {
		const output = `[data-connection-type="main"][data-node-name="${before}"]`;
		await this.page.locator(output).getByTestId('canvas-handle-plus').click();
		await this.byId('node-creator-search-bar').waitFor();
		await this.find(name);
		await this.panel.root.waitFor();
	}

	/** Searches in the nodes panel and opens the node of that name, which then shows its actions. */
	async find(node: string): Promise<void> {
		await this.byId('node-creator-search-bar').fill(node);
		await this.nodesPanel
			.getByTestId('node-creator-item-name')
			.getByText(node, { exact: true })
			.click();
	}

	/** Adds a node by one of the actions or triggers (“On …”) of the nodes panel; its panel opens. */
	async choose(action: string): Promise<void> {
		if (!action.startsWith('On ')) await this.showActions(action);
		await this.action(action).click();
		await this.panel.root.waitFor();
	}

	/** Unfolds the actions, which n8n folds up on an empty canvas when there are triggers too. */
	async showActions(first: string): Promise<void> {
		const heading = this.category('Actions');
		await heading.waitFor();
		if (!(await this.action(first).isVisible())) await heading.click();
		await this.action(first).waitFor();
	}

	/** Folds up the triggers, so that the actions have room. */
	async hideTriggers(first: string): Promise<void> {
		await this.category('Triggers').click();
		await this.action(first).waitFor({ state: 'hidden' });
	}

	/** An action or a trigger that the nodes panel shows. */
	action(name: string): Locator {
		return this.nodesPanel.getByText(name, { exact: true });
	}

	/** The texts of a message that n8n shows for a moment in a corner. */
	message(text: string | RegExp): Locator {
		return this.page.getByRole('alert').filter({ hasText: text }).first();
	}

	get nodesPanel(): Locator {
		return this.byId('node-creator');
	}

	/** All nodes on the canvas, notes not among them. */
	get nodes(): Locator {
		return this.byId('canvas-node');
	}

	/** Opens the panel of a node on the canvas. */
	async openNode(name: string): Promise<void> {
		await this.node(name).dblclick();
		await this.panel.root.waitFor();
	}

	node(name: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	byId(testId: string): Locator {
		return this.page.getByTestId(testId);
	}

	private category(name: string): Locator {
		return this.byId('node-creator-category-item').filter({ hasText: new RegExp(`^\\s*${name}`) });
	}

	private async goto(path: string): Promise<void> {
		await this.page.goto(this.url + path);
	}
}
