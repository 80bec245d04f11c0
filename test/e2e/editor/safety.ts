import { itemsNodes, makeNode, manualTrigger, workflowOf } from '../../../dev/environment';
import { fictionalNumbers } from '../../../dev/sandbox';
import { step, type EditorSession } from '../../support/editor/editorSession';

const ADD = 'Add Safety Setting';
const [FIRST = '', SECOND = ''] = fictionalNumbers(2);
const TEST_NUMBER = '+14155550177';

export function safety(session: () => EditorSession): void {
	/** Opens a workflow that would call two people. */
	const openTwoCalls = async () => {
		const { editor, environment } = session();
		environment.sandbox.reset();
		const people = itemsNodes([{ phone: FIRST }, { phone: SECOND }]);
		const workflow = workflowOf('Two calls', [manualTrigger(), ...people, makeNode()]);
		await editor.openWorkflow(
			await environment.client.createWorkflow(workflow, [environment.credential]),
		);
		await editor.openNode('TopCalls');
	};
	const called = () =>
		session()
			.environment.sandbox.calls()
			.map(({ phoneNumber }) => phoneNumber);

	step('shows what manual runs do as soon as the setting is added', session, async ({ editor }) => {
		await openTwoCalls();
		await editor.panel.addSetting(ADD, 'Manual Runs');

		const { panel, pictures } = editor;
		expect(await panel.field('does').locator('input').inputValue()).toBe('Return a Sample Call');
		expect(await panel.field('testNumber').count()).toBe(0);
		await pictures.of(panel.root, 'safety-manual-runs');
	});

	step(
		'returns a sample call for each item, and calls nobody',
		session,
		async ({ editor: { panel, pictures } }) => {
			await panel.execute();

			await panel.output.getByText('Nobody was called. Safety › Manual Runs').waitFor();
			await panel.showAs('table');
			await panel.output.locator('th').getByText('sample', { exact: true }).waitFor();
			for (const number of [FIRST, SECOND]) {
				await panel.output.getByText(number).first().waitFor();
			}
			await pictures.of(panel.root, 'safety-sample-call');
			expect(called()).toEqual([]);
		},
	);

	step(
		'asks for the test number, and calls nobody else',
		session,
		async ({ editor: { panel, pictures } }) => {
			await panel.select('does', 'Call Only a Test Number');
			await panel.fill('testNumber', TEST_NUMBER);
			await panel.execute();

			await panel.output.getByText('Only the test number was called').waitFor();
			await panel.showAs('table');
			await panel.output.getByText(TEST_NUMBER).first().waitFor();
			await panel.output.getByText('not_called').first().waitFor();
			await pictures.of(panel.root, 'safety-test-number');
			expect(called()).toEqual([TEST_NUMBER]);
		},
	);

	step(
		'shows with Dry Run who would be called, and calls nobody',
		session,
		async ({ editor: { panel, pictures } }) => {
			await openTwoCalls();
			await panel.addSetting(ADD, 'Dry Run');
			await panel.execute();

			await panel.output.getByText('Nobody was called, because Safety › Dry Run').waitFor();
			await panel.showAs('json');
			await panel.output.getByText('"would_call"').first().waitFor();
			await pictures.of(panel.root, 'safety-dry-run');
			expect(called()).toEqual([]);
		},
	);

	step(
		'keeps Calling Hours that are left at their defaults, and adds the output Later',
		session,
		async ({ editor }) => {
			const { panel, pictures } = editor;
			await openTwoCalls();
			await panel.addSetting(ADD, 'Calling Hours');
			const shown = async (field: string) =>
				await panel.field(field).locator('input').first().inputValue();
			expect([await shown('from'), await shown('to')]).toEqual(['08:00', '21:00']);
			await pictures.of(panel.root, 'safety-calling-hours');
			await panel.close();

			await editor.node('TopCalls').getByText('Later').waitFor();
			await pictures.ofCanvas('safety-later');
			await editor.openNode('TopCalls');
			expect([await shown('from'), await shown('to')]).toEqual(['08:00', '21:00']);
		},
	);
}
