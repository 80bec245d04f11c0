export { exampleNamed, exampleNames, importExamples } from './examples';
export { moveIn, openEnvironment, OWNER } from './environment';
export type { Environment, EnvironmentOptions } from './environment';
export { packThisPackage } from './tarball';
export { packedPackage, testOnN8n } from './testOnN8n';
export {
	chain,
	itemsNodes,
	makeNode,
	manualTrigger,
	node,
	pollingNode,
	TASK,
	topCallsNode,
	triggerNode,
	webhookTrigger,
	workflowOf,
} from './workflow';
