import type { Locator, Page } from 'playwright-core';

/** The panel of one node: its input, its fields and its output. */
export class NodePanel {
	constructor(private readonly page: Page) {}

	get root(): Locator {
		return this.page.getByTestId('ndv');
	}

	get output(): Locator {
		return this.page.getByTestId('output-panel');
	}

	/** A hint above the output. */
	hint(text: string): Locator {
		return this.output.getByTestId('node-hint').filter({ hasText: text });
	}

	/** A field of the items that come in, as n8n lists them. */
	inputField(name: string): Locator {
		return this.root
			.getByTestId('run-data-schema-item')
			.locator('[data-target="mappable"]')
			.filter({ hasText: new RegExp(`^\\s*${name}\\s*$`) })
			.first();
	}

	/** The fields that an Edit Fields node sets. */
	get assignments(): Locator {
		return this.root.getByTestId('assignment-collection-assignments');
	}

	/** Drags a field of the input into the fields that an Edit Fields node sets. */
	async assign(inputField: string): Promise<void> {
		const { mouse } = this.page;
		const area = this.assignments.getByTestId('assignment-collection-drop-area');
		await this.inputField(inputField).hover();
		await mouse.down();
		await area.waitFor();
		const { x, y, width, height } = (await area.boundingBox())!;
		await mouse.move(x + width / 2, y + height / 2, { steps: 10 });
		await mouse.up();
	}

	/** A field by the name that saved workflows hold. */
	field(name: string): Locator {
		return this.root.getByTestId(`parameter-input-${name}`);
	}

	/** The red triangle beside a field that must be filled in. */
	warning(name: string): Locator {
		return this.field(name).getByTestId('parameter-issues');
	}

	async fill(name: string, text: string): Promise<void> {
		await this.field(name).locator('input, textarea').first().fill(text);
	}

	/** Chooses an option of a dropdown by the name that it shows. */
	async select(name: string, option: string): Promise<void> {
		await this.field(name).click();
		await this.option(option).click();
		await this.option(option).waitFor({ state: 'hidden' });
	}

	/** Chooses another option of a multi-select dropdown. */
	async addSelection(name: string, option: string): Promise<void> {
		await this.field(name).click();
		await this.option(option).click();
		await this.root.getByText('Parameters', { exact: true }).click();
		await this.option(option).waitFor({ state: 'hidden' });
	}

	/** Adds a setting to a collection by the button that has this text. */
	async addSetting(button: string, setting: string): Promise<void> {
		const add = this.root.getByPlaceholder(button);
		await add.scrollIntoViewIfNeeded();
		await add.click();
		await this.page
			.getByRole('option')
			.filter({ hasText: new RegExp(`^\\s*${setting}\\s*$`) })
			.click();
	}

	/** An option of the dropdown that is open. */
	option(name: string): Locator {
		return this.page.getByRole('option').filter({ hasText: new RegExp(`^\\s*${name}`) });
	}

	/** Opens the searchable list of a field. */
	async openList(name: string): Promise<void> {
		await this.field(name).getByTestId('rlc-input').click();
		await this.page.getByTestId('rlc-search').waitFor();
	}

	async searchList(text: string): Promise<void> {
		await this.page.getByTestId('rlc-search').fill(text);
	}

	/** An entry of the list that is open. */
	entry(name: string): Locator {
		return this.page.getByTestId('rlc-item').filter({ hasText: name });
	}

	/** Clicks the button beside a field of a tool that lets the model define the field. */
	async letModelDefine(name: string): Promise<void> {
		const item = this.root.getByTestId('parameter-item').filter({
			has: this.page.getByTestId(`parameter-input-${name}`),
		});
		await item.getByTestId('from-ai-override-button').click();
		await this.field(name).waitFor({ state: 'hidden' });
	}

	async execute(): Promise<void> {
		await this.root.getByTestId('node-execute-button').click();
	}

	/** Clicks the button in the middle of a trigger's panel; the trigger then waits for an event. */
	async listen(): Promise<void> {
		await this.root.getByTestId('trigger-execute-button').click();
	}

	/** Shows the output as `schema`, `table` or `json`. */
	async showAs(view: 'schema' | 'table' | 'json'): Promise<void> {
		await this.output.getByTestId(`radio-button-${view}`).click();
	}

	async close(): Promise<void> {
		// n8n 2.x closes by a cross, n8n 1.x by a link above.
		const cross = this.page.getByTestId('ndv-close-button');
		await cross.or(this.page.getByText('Back to canvas')).first().click();
		await this.root.waitFor({ state: 'hidden' });
	}
}
