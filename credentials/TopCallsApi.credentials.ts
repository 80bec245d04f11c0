import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

import { authenticate } from '../nodes/shared/client/authentication';

export class TopCallsApi implements ICredentialType {
	name = 'topCallsApi';

	displayName = 'TopCalls API';

	icon: Icon = { light: 'file:../icons/topcalls.svg', dark: 'file:../icons/topcalls.dark.svg' };

	documentationUrl = 'https://github.com/topcalls/n8n-nodes-topcalls#credential';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'e.g. tc_live_…',
			description:
				'The key from your TopCalls account settings. It needs the scopes calls:read and calls:write.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.topcalls.ai',
			description: 'The address of the TopCalls API. Change it only to use the sandbox.',
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'The secret TopCalls uses to sign webhooks, if your account has one. Only needed by the TopCalls Trigger.',
		},
	];

	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	) => authenticate(credentials, request);
}
