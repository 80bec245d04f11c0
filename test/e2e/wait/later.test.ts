import { NodeConnectionTypes, type IDataObject } from 'n8n-workflow';

import { errorOf, outputOf } from '../../../dev/n8n';
import {
	chain,
	itemsNodes,
	manualTrigger,
	node,
	workflowOf,
	type Stage,
} from '../../../dev/environment';
import { openTestStage } from '../stage';
import { Receiver } from '../../support/receiver';
import { crmNote, makeAndWait } from './workflow';

const BUSY = '+14155550002';
const ANSWERS = '+14155550001';
const ASLEEP = '+442079460001';

jest.setTimeout(300_000);

/** Two hours around now in Los Angeles, which are not within these hours in London. */
function hoursInLosAngeles(): IDataObject {
	const clock = (shift: number) =>
		new Intl.DateTimeFormat('en-GB', {
			timeZone: 'America/Los_Angeles',
			hour: '2-digit',
			minute: '2-digit',
		}).format(Date.now() + shift * 3_600_000);
	return { hours: { from: clock(-1), to: clock(1), outside: 'hold' } };
}

describe('the output Later', () => {
	let stage: Stage;
	let crm: Receiver;

	beforeAll(async () => {
		crm = await Receiver.start();
		stage = await openTestStage({ sandbox: { speed: 60 } });
	});
	afterAll(async () => {
		await stage?.close();
		await crm.stop();
	});

	test('Later, a Wait node and back: busy numbers are called again, people outside the hours are not, nobody else waits', async () => {
		const { client, sandbox, credential } = stage;
		const call = makeAndWait({
			safety: {
				callingHours: hoursInLosAngeles(),
				callAgain: { rule: { outcomes: ['busy'], maxAttempts: 2, waitMinutes: 0.2 } },
			},
		});
		const wait = node(
			'Until then',
			'n8n-nodes-base.wait',
			{ resume: 'specificTime', dateTime: '={{ $json.call_after }}' },
			{ typeVersion: 1.1, webhookId: 'until-then' },
		);
		const items = [BUSY, ANSWERS, ASLEEP].map((phone) => ({ phone, name: `Owner of ${phone}` }));
		// n8n first runs the branch whose nodes are first on the canvas.
		const nodes = [manualTrigger(), ...itemsNodes(items), call, crmNote(crm.url), wait];
		const to = (name: string) => [{ node: name, type: NodeConnectionTypes.Main, index: 0 }];
		const connections = {
			...chain('Start', 'List', 'Items', 'TopCalls'),
			TopCalls: { main: [to('CRM'), to('Until then')] },
			'Until then': { main: [to('TopCalls')] },
		};
		const workflow = await client.createWorkflow(workflowOf('Later', nodes, connections), [
			credential,
		]);

		const bothNotes = new Promise<void>((resolve) => {
			crm.answer = () => {
				if (crm.received.length === 2) resolve();
				return 200;
			};
		});
		const id = await client.start(workflow);
		await bothNotes;
		const execution = await client.executionIn(id, ['waiting']);

		expect(errorOf(execution)).toBeUndefined();
		expect(sandbox.calls().map(({ phoneNumber }) => phoneNumber)).toEqual([BUSY, ANSWERS, BUSY]);
		expect(outputOf(execution, 'TopCalls').map(({ json }) => json)).toMatchObject([
			{ phone_number: ANSWERS, outcome: 'completed', attempt: 1 },
			{ phone_number: BUSY, outcome: 'busy', attempt: 2 },
		]);
		expect(outputOf(execution, 'TopCalls', 1).map(({ json }) => json)).toMatchObject([
			{ phone: BUSY, attempt: 2, last_call: { outcome: 'busy' } },
			{ phone: ASLEEP, attempt: 1, last_call: { status: 'not_called' } },
			{ phone: ASLEEP, name: `Owner of ${ASLEEP}`, attempt: 1 },
		]);
	});
});
