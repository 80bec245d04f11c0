import type { Locator, Page } from 'playwright-core';

/** The dialog in which a credential is made and tested. */
export class CredentialDialog {
	constructor(private readonly page: Page) {}

	get root(): Locator {
		return this.page.getByTestId('editCredential-modal');
	}

	/** From the panel of a node. */
	async create(): Promise<void> {
		await this.page.getByTestId('node-credentials-select').click();
		await this.page.getByTestId('node-credentials-select-item-new').click();
		await this.root.waitFor();
	}

	/** The chosen one, from the panel of a node. */
	async edit(): Promise<void> {
		await this.page.getByTestId('credential-edit-button').click();
		await this.root.waitFor();
	}

	field(name: string): Locator {
		return this.root.getByTestId(`parameter-input-${name}`);
	}

	async fill(field: string, text: string): Promise<void> {
		await this.field(field).locator('input').fill(text);
	}

	/** Saves; n8n then tests the credential. */
	async save(): Promise<void> {
		await this.root.getByTestId('credential-save-button').click();
	}

	/** Waits until a new one that is good is saved: n8n 2.x then closes the dialog, n8n 1.x says so in it. */
	async saved(): Promise<void> {
		const isOpen = await Promise.race([
			this.root.waitFor({ state: 'hidden' }).then(() => false),
			this.success().then(() => true),
		]);
		if (isOpen) await this.close();
	}

	/** The message of a failed test; the dialog may hide it behind a link. */
	async failure(text: string): Promise<void> {
		const message = this.root.getByText(text);
		const more = this.root.getByText('More details');
		await message.or(more).first().waitFor();
		if (await more.isVisible()) await more.click();
		await message.waitFor();
	}

	async success(): Promise<void> {
		await this.root.getByTestId('credentials-config-container-test-success').waitFor();
	}

	async close(): Promise<void> {
		await this.root.getByRole('button', { name: /close/i }).first().click();
		await this.root.waitFor({ state: 'hidden' });
	}
}
