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

	/** In the order in which people need them: the key, what only the trigger uses, what nobody changes. */
	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'e.g. tc_live_…',
			hint: 'Create it in your account settings on <a href="https://topcalls.ai" target="_blank">topcalls.ai</a>, with the scopes calls:read and calls:write',
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			hint: 'Optional. Only for the TopCalls Trigger, if TopCalls signs the webhooks of your account.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.topcalls.ai',
			hint: 'Keep this address, unless you use the sandbox',
		},
	];

	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	) => authenticate(credentials, request);
}
