import { PollContext } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type INodeExecutionData,
	type INodeParameters,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import type { Sandbox } from '../../dev/sandbox';
import { OneCredential } from './credentials';
import { nodeTypes } from './nodeTypes';
import { credentialOf } from './runNode';
import { pollingNode } from '../../dev/environment/workflow';
import { workflowOfNode } from './workflowOfNode';

/** An active workflow with a TopCalls Polling Trigger, on n8n's own poll context. */
export class PollingWorkflow {
	private readonly workflow: Workflow;

	/** @param savedData what n8n saved of an earlier one, for a workflow that is activated again */
	constructor(
		private readonly sandbox: Sandbox,
		private readonly parameters: INodeParameters = {},
		savedData?: string,
		{ workflowId = 'workflow-1', nodeId }: { workflowId?: string; nodeId?: string } = {},
	) {
		this.workflow = workflowOfNode(pollingNode(parameters, nodeId ? { id: nodeId } : {}), {
			id: workflowId,
			active: true,
			staticData: savedData === undefined ? {} : (JSON.parse(savedData) as IDataObject),
		});
	}

	/** The static data that n8n would save now. */
	get savedData(): string {
		return JSON.stringify(this.workflow.staticData);
	}

	/** The same workflow, published again with other parameters or another credential. */
	republished(parameters: INodeParameters, account = this.sandbox): PollingWorkflow {
		return new PollingWorkflow(account, parameters, this.savedData);
	}

	/** A copy of this workflow with its static data: another workflow, or another node with the same name. */
	copied(ids: { workflowId?: string; nodeId?: string }): PollingWorkflow {
		return new PollingWorkflow(this.sandbox, this.parameters, this.savedData, ids);
	}

	/** The same workflow after a restart of n8n. */
	restarted(savedData = this.savedData): PollingWorkflow {
		return new PollingWorkflow(this.sandbox, this.parameters, savedData);
	}

	/** The items of one poll. */
	async poll(mode: WorkflowExecuteMode = 'trigger'): Promise<IDataObject[]> {
		const trigger = this.workflow.getNode('Trigger');
		const type = nodeTypes.getByNameAndVersion('n8n-nodes-topcalls.topCallsPollingTrigger');
		if (!trigger || !type.poll) throw new Error('There is no polling trigger');
		const additionalData = {
			credentialsHelper: new OneCredential(credentialOf(this.sandbox)),
			variables: {},
		} as unknown as IWorkflowExecuteAdditionalData;
		const activation = mode === 'manual' ? 'manual' : 'activate';
		const context = new PollContext(this.workflow, trigger, additionalData, mode, activation);
		const outputs = await type.poll.call(context);
		return (outputs ?? []).flatMap((items: INodeExecutionData[]) => items.map(({ json }) => json));
	}

	/** The IDs of the calls that one poll outputs. */
	async ids(): Promise<unknown[]> {
		return (await this.poll()).map(({ call_id }) => call_id);
	}
}
