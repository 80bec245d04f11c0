import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { topCallsApiTest } from '../shared/client/credentialTest';
import { runItems } from './execution/runItems';
import { searchCampaigns } from '../shared/campaign/searchCampaigns';
import { searchCalls, searchOpenCalls } from './listSearch/calls';
import { searchCountries } from './listSearch/countries';
import { searchLeads } from './listSearch/leads';
import { searchFromNumbers, searchPhoneNumbers } from './listSearch/phoneNumbers';
import { hints } from './hints';
import { outputs } from './nodeOutputs';
import { chosenOperation, operationFields, resourceField } from './resources';
import { searchModels } from './resources/model';
import { searchVoices } from './resources/voice';
import { resume, resumeWebhooks } from './wait/resume';

export class TopCalls implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'TopCalls',
		name: 'topCalls',
		icon: { light: 'file:../../icons/topcalls.svg', dark: 'file:../../icons/topcalls.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle:
			'={{ ($parameter["operation"] + ": " + $parameter["resource"]).replace(/[A-Z]/g, " $&").toLowerCase() }}',
		description: 'Make AI phone calls and get the transcript, summary and recording',
		defaults: { name: 'TopCalls' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs,
		credentials: [{ name: 'topCallsApi', required: true, testedBy: 'topCallsApiTest' }],
		webhooks: resumeWebhooks,
		waitingNodeTooltip:
			'The workflow continues automatically when the call ends. Stopping the execution does not end the call.',
		hints,
		properties: [resourceField, ...operationFields],
	};

	methods = {
		listSearch: {
			searchCalls,
			searchCampaigns,
			searchCountries,
			searchFromNumbers,
			searchLeads,
			searchModels,
			searchOpenCalls,
			searchPhoneNumbers,
			searchVoices,
		},
		credentialTest: { topCallsApiTest },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { operation, fields } = chosenOperation(this);
		return await runItems(this, operation, fields);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await resume(this);
	}
}
