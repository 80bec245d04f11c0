import { step, type EditorSession } from '../../support/editor/editorSession';
import { itemsNodes, makeNode, manualTrigger, workflowOf } from '../../../dev/environment';
import { namesMissingFields } from '../capabilities';

const ACTIONS = [
	'Cancel a queued call',
	'Download a call recording',
	'Get a call',
	'Get many calls',
	'Make a phone call',
	'Make a phone call and wait for the transcript',
	'Stop a call',
	'Get a campaign',
	'Get many campaigns',
	'Pause a campaign',
	'Start a campaign',
	'Create a lead',
	'Delete a lead',
	'Delete many leads',
	'Get a lead',
	'Get many leads',
	'Import leads into a list',
	'Update a lead',
	'Get a phone number',
	'Get many phone numbers',
	'List models',
	'List voices',
];
const NUMBER = '+14155550101';
const MISSING_FIELDS_MESSAGES = namesMissingFields
	? ['Parameter "Phone Number" is required', 'Parameter "Task" is required']
	: ['The workflow has issues'];

export function makeACall(session: () => EditorSession): void {
	step(
		'is one of the actions that the nodes panel offers',
		session,
		async ({ editor, environment }) => {
			environment.sandbox.reset();
			await editor.newWorkflow();
			await editor.find('TopCalls');

			await editor.showActions('Make a phone call');
			for (const action of ACTIONS) await editor.action(action).waitFor();
			await editor.hideTriggers('On call completed');
			await editor.action(ACTIONS[0] as string).scrollIntoViewIfNeeded();
			await editor.pictures.of(editor.nodesPanel, 'nodes-panel');
		},
	);

	step('asks for what a call needs, and knows the rest', session, async ({ editor }) => {
		await editor.choose('Make a phone call');

		for (const field of ['phoneNumber', 'promptType', 'task', 'firstSentence', 'mode', 'voice']) {
			await editor.panel.field(field).waitFor();
		}
		expect(await editor.panel.field('mode').locator('input').inputValue()).toBe('Realtime');
	});

	step(
		'lists the voices, and finds the one you type',
		session,
		async ({ editor: { panel, pictures } }) => {
			await panel.field('callEvents').scrollIntoViewIfNeeded();
			await panel.openList('voice');
			await panel.entry('Alloy').waitFor();
			await panel.entry('Verse').waitFor();

			await panel.searchList('cor');
			await panel.entry('Alloy').waitFor({ state: 'hidden' });
			await panel.entry('Coral').waitFor();
			await pictures.of(panel.root, 'voice-list');
			await panel.entry('Coral').click();
			expect(await panel.field('voice').getByTestId('rlc-input').inputValue()).toBe('Coral');
		},
	);

	step('lists the voices of the mode that is chosen', session, async ({ editor: { panel } }) => {
		await panel.select('mode', 'Legacy');
		expect(await panel.field('voice').getByTestId('rlc-input').inputValue()).toBe('');
		await panel.openList('voice');
		await panel.searchList('');
		await panel.entry('Matilda').waitFor();
		expect(await panel.entry('Alloy').count()).toBe(0);

		await panel.entry('Matilda').click();
	});

	step('is not started without a number and a task', session, async ({ editor, environment }) => {
		await editor.panel.execute();

		for (const complaint of MISSING_FIELDS_MESSAGES) await editor.message(complaint).waitFor();
		await editor.panel.warning('phoneNumber').waitFor();
		await editor.panel.warning('task').waitFor();
		expect(environment.sandbox.requestCounts()['POST /v1/calls']).toBeUndefined();
	});

	step(
		'says what is wrong with a field, and how to fix it',
		session,
		async ({ editor: { panel, pictures }, environment }) => {
			const wrong = [
				[
					'12345',
					'Remind the customer of the appointment.',
					'Phone Number “12345” has no country code',
				],
				[NUMBER, 'Remind', 'Task “Remind” is too short'],
				[
					NUMBER,
					'Remind {{name}} of the appointment.',
					'Task contains {{name}}, which has no value',
				],
			] as const;
			for (const [phoneNumber, task, message] of wrong) {
				await panel.fill('phoneNumber', phoneNumber);
				await panel.fill('task', task);
				await panel.execute();

				await panel.output.getByTestId('node-error-message').getByText(message).waitFor();
				await panel.output.getByText('Nothing was sent to TopCalls.').waitFor();
			}
			await pictures.of(panel.output, 'field-error');
			expect(environment.sandbox.requestCounts()['POST /v1/calls']).toBeUndefined();
		},
	);

	step(
		'places the call and shows it as a table and as JSON',
		session,
		async ({ editor: { panel, pictures }, environment }) => {
			await panel.fill(
				'task',
				'Remind the customer of the appointment tomorrow at 3 PM. Be brief and friendly.',
			);
			await panel.fill('firstSentence', 'Hi, this is Sarah from Bright Dental.');
			await panel.execute();

			await panel.hint('1 call was made and is in progress.').waitFor();
			await panel.showAs('table');
			await panel.output.locator('th').getByText('call_id', { exact: true }).waitFor();
			await panel.showAs('json');
			const [call] = environment.sandbox.calls();
			await panel.output.getByText(call?.id as string).waitFor();
			await pictures.of(panel.root, 'make-a-call');
			await panel.close();
			expect(environment.sandbox.calls()).toHaveLength(1);
		},
	);

	step(
		'says before it runs that it calls every input item',
		session,
		async ({ editor, environment }) => {
			const people = [{ phone: NUMBER }, { phone: '+14155550102' }];
			const nodes = [manualTrigger(), ...itemsNodes(people), makeNode()];
			const workflow = workflowOf('People', nodes);
			await editor.openWorkflow(
				await environment.client.createWorkflow(workflow, [environment.credential]),
			);

			await editor.openNode('Items');
			await editor.panel.execute();
			await editor.panel.output.getByText('+14155550102').first().waitFor();
			await editor.panel.close();
			await editor.openNode('TopCalls');

			await editor.panel.hint('calls the number of each input item').waitFor();
			await editor.pictures.of(editor.panel.root, 'make-hint-before');
			await editor.panel.close();
		},
	);
}
