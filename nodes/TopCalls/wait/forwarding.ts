import { checkNodesApiVersion } from 'n8n-workflow';

/**
 * Whether this n8n hands on all outputs of a node that a webhook resumes. Before 2.39 it hands on the first alone; from
 * then on n8n-workflow has this function.
 */
export function forwardsAllOutputs(): boolean {
	return typeof checkNodesApiVersion === 'function';
}
