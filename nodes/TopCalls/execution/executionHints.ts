import { isDone, type ItemState, type Operation } from './operation';
import type { Run } from './run';

/**
 * Shows hints below the output of a run by hand in the editor. They are not shown for a run that a webhook resumed: n8n
 * hands on its items without running the node.
 */
export function showHints<Params>(
	{ context, asTool }: Run,
	operation: Operation<Params, unknown>,
	states: Array<ItemState<Params>>,
): void {
	if (asTool || context.getMode() !== 'manual') return;
	const messages = [...(operation.outputHints?.(context, states) ?? [])];
	const { onError = 'stopWorkflow' } = context.getNode();
	const isOfSeveral = states.length > 1 && states.some(isDone);
	if (operation.sideEffect && isOfSeveral && onError === 'stopWorkflow') {
		messages.push(CONTINUE_ON_ERROR);
	}
	const hints = messages.map((message) => ({ message, location: 'outputPane' as const }));
	context.addExecutionHints?.(...hints);
}

const CONTINUE_ON_ERROR =
	'If TopCalls refuses one of several items, the workflow stops here. To continue with the others, set <b>Settings › On Error</b> to <b>Continue (using error output)</b>.';
