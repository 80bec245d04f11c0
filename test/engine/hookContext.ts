import { HookContext } from 'n8n-core';
import {
	type IDataObject,
	type INodeParameters,
	type IWebhookData,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { triggerNode } from '../../dev/environment/workflow';
import type { Sandbox } from '../../dev/sandbox';
import { OneCredential } from './credentials';
import { credentialOf } from './runNode';
import { workflowOfNode } from './workflowOfNode';

/** Where a trigger stands, and what n8n keeps for it. */
export interface TriggerPlace {
	workflowId?: string;
	nodeId?: string;
	webhookId?: string;
	webhookBaseUrl?: string;
	mode?: WorkflowExecuteMode;
	staticData?: IDataObject;
	/** Receives what the trigger logs as a warning. */
	warnings?: string[];
}

/** The context of n8n when it publishes or unpublishes the workflow of a TopCalls Trigger. */
export function hookContext(
	sandbox: Sandbox,
	parameters: INodeParameters,
	{
		workflowId = 'workflow-1',
		nodeId = 'node-1',
		webhookId = 'f2c1b6f0-0000-4000-8000-000000000001',
		webhookBaseUrl = 'http://127.0.0.1:5678/webhook',
		mode = 'trigger',
		staticData = {},
		warnings = [],
	}: TriggerPlace = {},
): HookContext {
	const trigger = triggerNode(parameters, { id: nodeId, webhookId });
	const workflow = workflowOfNode(trigger, { id: workflowId, staticData });
	const additionalData = {
		credentialsHelper: new OneCredential(credentialOf(sandbox)),
		webhookBaseUrl,
	} as unknown as IWorkflowExecuteAdditionalData;
	const webhook = { webhookDescription: { name: 'default' } } as unknown as IWebhookData;
	const context = new HookContext(workflow, trigger, additionalData, mode, 'activate', webhook);
	Object.defineProperty(context, 'logger', {
		value: { warn: (text: string) => warnings.push(text) },
	});
	return context;
}
