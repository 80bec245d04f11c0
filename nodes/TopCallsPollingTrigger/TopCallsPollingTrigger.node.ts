import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { searchCampaigns } from '../shared/campaign/searchCampaigns';
import { topCallsApiTest } from '../shared/client/credentialTest';
import { eventLabels } from '../shared/fields/eventLabels';
import { fields } from './fields';
import { poll } from './poll';
import { pollError } from './error';

export class TopCallsPollingTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'TopCalls Polling Trigger',
		name: 'topCallsPollingTrigger',
		icon: { light: 'file:../../icons/topcalls.svg', dark: 'file:../../icons/topcalls.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: `={{ ${eventLabels} }}`,
		description:
			'Checks TopCalls on a schedule and starts the workflow when calls end; no public URL needed',
		defaults: { name: 'TopCalls Polling Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'topCallsApi', required: true, testedBy: 'topCallsApiTest' }],
		properties: fields,
	};

	methods = { credentialTest: { topCallsApiTest }, listSearch: { searchCampaigns } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const result = await poll(this).catch((error: Error) => pollError(this.getNode(), error));
		if (result instanceof Error) throw result;
		return result && [result];
	}
}
