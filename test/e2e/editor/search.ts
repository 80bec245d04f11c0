import { step, type EditorSession } from '../../support/editor/editorSession';
import { manualTrigger, workflowOf } from '../../../dev/environment';

/** What people type who want to make a call, or want something from one: TopCalls comes first. */
const FIRST = [
	'topcalls',
	'top calls',
	'phone call',
	'make call',
	'make a call',
	'call someone',
	'AI call',
	'AI phone',
	'AI phone call',
	'voice AI',
	'voice agent',
	'cold call',
	'dial',
	'transcript',
	'recording',
];

/** Words that nodes of n8n itself have too: TopCalls is among the first five. */
const AMONG_FIRST = ['phone', 'call', 'voice', 'telephone', 'call ended'];
const MANY = 5;

type Place = 'What triggers this workflow?' | 'What happens next?';

/** Where TopCalls stands in what n8n finds in its nodes panel. */
export function search(session: () => EditorSession): void {
	const places: Record<string, Partial<Record<Place, number>>> = {};
	afterAll(() => console.table(places));

	const finds = (where: Place) => {
		for (const term of [...FIRST, ...AMONG_FIRST]) {
			const wanted = FIRST.includes(term) ? 1 : MANY;
			step(`“${term}” finds TopCalls at place ${wanted} or better`, session, async ({ editor }) => {
				const place = (await editor.searchNodes(term)).indexOf('TopCalls') + 1;

				places[term] = { ...places[term], [where]: place };
				expect(place).toBeGreaterThan(0);
				expect(place).toBeLessThanOrEqual(wanted);
			});
		}
	};

	describe('for the first node of a workflow', () => {
		beforeAll(async () => await session().editor.newWorkflow());
		finds('What triggers this workflow?');
	});

	describe('for the next node', () => {
		beforeAll(async () => {
			const { editor, environment } = session();
			const workflow = workflowOf('Search', [manualTrigger()]);
			await editor.openWorkflow(await environment.client.createWorkflow(workflow));
			await editor.openNodesPanel();
		});
		finds('What happens next?');
	});
}
