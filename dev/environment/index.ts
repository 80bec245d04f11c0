export { exampleNamed, exampleNames, importExamples } from './examples';
export { moveIn, openStage, OWNER } from './stage';
export type { Stage, StageOptions } from './stage';
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
