import type { NodeHint } from 'n8n-workflow';

/** A tool of an AI agent has no output to pin, and the model chooses the number. */
const MAKES_CALLS =
	'$parameter.descriptionType === undefined && $parameter.resource === "call" && ["make", "makeAndWait"].includes($parameter.operation)';

/** What the editor says in the output of the node, evaluated there. */
export const hints: NodeHint[] = [
	{
		message:
			'Executing this step calls the number of each input item. To build without calling anyone, add <b>Safety › Manual Runs</b>, which returns a sample call.',
		location: 'outputPane',
		whenToDisplay: 'beforeExecution',
		displayCondition: `={{ ${MAKES_CALLS} && $input.all().length > 1 && !$parameter.safety?.dryRun && (!$parameter.safety?.manualRuns || $parameter.safety.manualRuns.run?.does === 'makeCalls') }}`,
	},
	{
		message: 'While this output is pinned, running the workflow calls nobody',
		location: 'outputPane',
		whenToDisplay: 'afterExecution',
		displayCondition: `={{ ${MAKES_CALLS} && $parameter.operation === 'makeAndWait' }}`,
	},
];
