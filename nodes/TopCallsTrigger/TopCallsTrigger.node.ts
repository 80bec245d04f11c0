import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { eventLabels } from '../shared/fields/eventLabels';
import { topCallsApiTest } from '../shared/client/credentialTest';
import { fields } from './fields';
import { checkExists, create, remove } from './lifecycle';
import { TRIGGER_PATH } from '../shared/webhook/triggerRegistry';
import { panelTexts } from './panel';
import { handleWebhook } from './webhook';

export class TopCallsTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'TopCalls Trigger',
		name: 'topCallsTrigger',
		icon: { light: 'file:../../icons/topcalls.svg', dark: 'file:../../icons/topcalls.dark.svg' },
		group: ['trigger'],
		// For a trigger of version 1 n8n evaluates an expression per event, which n8n 2.x does in a slow sandbox.
		version: 1.1,
		subtitle: `={{ $parameter["source"] === "account" ? "all completed calls" : ${eventLabels} }}`,
		description: 'Make AI phone calls and start workflows when calls end',
		...panelTexts,
		defaults: { name: 'TopCalls Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'topCallsApi', required: true, testedBy: 'topCallsApiTest' }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				// Empty, so that n8n answers with what the trigger returns.
				responseData: '',
				path: TRIGGER_PATH,
				// The URL of a subscription is not for copying. Only the editor looks at this.
				ndvHideUrl: '={{ $parameter["source"] === "account" }}',
			},
		],
		properties: fields,
	};

	methods = { credentialTest: { topCallsApiTest } };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await checkExists(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await create(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await remove(this);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await handleWebhook(this);
	}
}
