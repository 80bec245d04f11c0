import { NodeConnectionTypes, type IDataObject, type INode } from 'n8n-workflow';

import { errorOf, outputOf } from '../../../dev/n8n';
import {
	chain,
	itemsNodes,
	manualTrigger,
	node,
	webhookTrigger,
	workflowOf,
	type Environment,
} from '../../../dev/environment';
import { openTestEnvironment } from '../environment';
import { Receiver } from '../../support/receiver';
import { crmNote, makeAndWait } from './workflow';
import { letTimeCome } from './letTimeCome';

const BUSY = '+14155550002';
const ANSWERS = '+14155550001';
const ASLEEP = '+442079460001';
const DAY_MINUTES = 24 * 60;

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
	let environment: Environment;
	let crm: Receiver;

	beforeAll(async () => {
		crm = await Receiver.start();
		environment = await openTestEnvironment({ sandbox: { speed: 60 } });
	});
	afterAll(async () => {
		await environment?.close();
		await crm.stop();
	});

	/** Calls people within the hours of Los Angeles, the busy ones twice; who is not called now waits for its time. */
	async function createLoop(waitMinutes: number, start: INode, phones: string[]) {
		const call = makeAndWait({
			safety: {
				callingHours: hoursInLosAngeles(),
				callAgain: { rule: { outcomes: ['busy'], maxAttempts: 2, waitMinutes } },
			},
		});
		const wait = node(
			'Until then',
			'n8n-nodes-base.wait',
			{ resume: 'specificTime', dateTime: '={{ $json.call_after }}' },
			{ typeVersion: 1.1, webhookId: `until-then-${waitMinutes}` },
		);
		const items = phones.map((phone) => ({ phone, name: `Owner of ${phone}` }));
		// n8n first runs the branch whose nodes are first on the canvas.
		const nodes = [start, ...itemsNodes(items), call, crmNote(crm.url), wait];
		const to = (name: string) => [{ node: name, type: NodeConnectionTypes.Main, index: 0 }];
		const connections = {
			...chain(start.name, 'List', 'Items', 'TopCalls'),
			TopCalls: { main: [to('CRM'), to('Until then')] },
			'Until then': { main: [to('TopCalls')] },
		};
		const workflow = workflowOf('Later', nodes, connections);
		return await environment.client.createWorkflow(workflow, [environment.credential]);
	}
	const called = () => environment.sandbox.calls().map(({ phoneNumber }) => phoneNumber);
	const noted = () => crm.received.map(({ payload }) => payload.phone);

	beforeEach(() => {
		environment.sandbox.reset();
		crm.received.length = 0;
	});

	test('Later, a Wait node and back: busy numbers are called again, people outside the hours are not, nobody else waits', async () => {
		const { client } = environment;
		const workflow = await createLoop(0.2, manualTrigger(), [BUSY, ANSWERS, ASLEEP]);

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
		expect(called().sort()).toEqual([ANSWERS, BUSY, BUSY]);
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

	test('n8n is restarted while the execution waits for days: it continues, and calls only people whose time has come', async () => {
		const { client, n8n } = environment;
		const phones = [ASLEEP, BUSY, ANSWERS];
		const start = webhookTrigger('restarted');
		const workflow = await createLoop(DAY_MINUTES, start, phones);
		await client.activate(workflow);
		await client.callWebhook('restarted');
		await client.untilExecutions(1, ['waiting'], workflow.id);
		const [{ id = '' } = {}] = await client.executions(workflow.id);
		const before = await client.execution(id);

		// In London it is time sooner than for the second call to Los Angeles.
		const [asleep, busy] = outputOf(before, 'TopCalls', 1).map(({ json }) => json);
		expect([asleep, busy]).toMatchObject([{ phone: ASLEEP }, { phone: BUSY, attempt: 2 }]);
		expect(called().sort()).toEqual([ANSWERS, BUSY]);
		expect(noted()).toEqual([ANSWERS]);

		await n8n.stop();
		await letTimeCome(n8n, String(busy?.call_after));
		const secondNote = new Promise<void>((resolve) => {
			crm.answer = () => {
				resolve();
				return 200;
			};
		});
		await environment.startN8n();
		await secondNote;
		const after = await client.executionIn(id, ['waiting']);

		expect(called().sort()).toEqual([ANSWERS, BUSY, BUSY]);
		expect(noted()).toEqual([ANSWERS, BUSY]);
		expect(outputOf(after, 'TopCalls', 1).map(({ json }) => json)).toMatchObject([
			{ phone: ASLEEP },
			{ phone: BUSY },
			{ phone: ASLEEP, attempt: 1, call_after: asleep?.call_after },
		]);
	});
});
