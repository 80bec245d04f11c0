import {
	ICredentialsHelper,
	type ICredentialDataDecryptedObject,
	type ICredentials,
	type IHttpRequestOptions,
	type INodeProperties,
} from 'n8n-workflow';

import { TopCallsApi } from '../../credentials/TopCallsApi.credentials';

/** n8n's credential store with one entry: what the user entered in the TopCalls credential. */
export class OneCredential extends ICredentialsHelper {
	/** How often it was read, for which n8n decrypts it each time. */
	reads = 0;
	private readonly type = new TopCallsApi();

	constructor(private data: ICredentialDataDecryptedObject) {
		super();
	}

	/** What the user changes of it. */
	change(fields: ICredentialDataDecryptedObject): void {
		this.data = { ...this.data, ...fields };
	}

	async getDecrypted(): Promise<ICredentialDataDecryptedObject> {
		this.reads += 1;
		return this.data;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		_type: string,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		if (typeof this.type.authenticate !== 'function') throw new Error('not a function');
		return await this.type.authenticate(credentials, request);
	}

	getCredentialsProperties(): INodeProperties[] {
		return this.type.properties;
	}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async preAuthentication(): Promise<undefined> {}

	async runPreAuthentication(): Promise<undefined> {}

	async getCredentials(): Promise<ICredentials> {
		throw new Error('the engine does not need the encrypted form');
	}

	async updateCredentials(): Promise<void> {}

	async updateCredentialsOauthTokenData(): Promise<void> {}
}
