import { outputOf, type SavedWorkflow } from '../../dev/n8n';
import { triggerNode, type Environment } from '../../dev/environment';
import { openTestEnvironment } from './environment';
import { callAndHear, heardIn, pathOf } from './triggerWorkflow';
import { Client } from '../support/apiClient';

const ANSWERS = '+14155550101';
const BOOKS_CALLBACK = '+14155550019';

/** n8n 2.x shows what happened, n8n 1.x what to do about it. */
const NOT_MADE =
	/subscription at TopCalls was not created|No subscription was created|still have created the subscription/;

interface SubscriptionView {
	id: string;
	event: string;
	url: string;
	filters: Record<string, unknown>;
	deleted_at: string | null;
}

describe('TopCalls Trigger for the calls of the account, on a real n8n', () => {
	let environment: Environment;

	beforeAll(async () => (environment = await openTestEnvironment({ sandbox: { speed: 60 } })));
	afterAll(async () => await environment?.close());
	beforeEach(() => environment.sandbox.reset());

	test('receives every completed call, no matter who made it, until it is unpublished', async () => {
		const workflow = await saved();
		await environment.client.activate(workflow);
		expect(await subscriptions()).toMatchObject([
			{
				event: 'call.completed',
				url: `${environment.n8n.url}/webhook/${pathOf(workflow)}`,
				filters: {},
			},
		]);

		await placeElsewhere(ANSWERS);
		await environment.sandbox.waitFor('all calls processed');
		await environment.sandbox.waitFor('no delivery pending');
		expect(await heardIn(environment, workflow, 1)).toMatchObject([
			{ phone_number: ANSWERS, event: 'call.completed' },
		]);

		await environment.client.deactivate(workflow);
		expect(await subscriptions()).toEqual([]);
	});

	test('subscribes once for each disposition, with the filters', async () => {
		const workflow = await saved({
			dispositions: 'confirmed, Booked Callback',
			onlyConversions: true,
			phoneNumberPattern: '+1415%',
		});

		await environment.client.activate(workflow);

		const filters = { is_conversion: true, phone_number: '+1415%' };
		expect(await subscriptions()).toMatchObject([
			{ event: 'call.completed.confirmed', filters },
			{ event: 'call.completed.booked_callback', filters },
		]);
		await placeElsewhere(BOOKS_CALLBACK);
		await environment.sandbox.waitFor('all calls processed');
		await environment.sandbox.waitFor('no delivery pending');
		expect(await heardIn(environment, workflow, 1)).toMatchObject([
			{ phone_number: BOOKS_CALLBACK },
		]);
		await environment.client.deactivate(workflow);
		expect(await subscriptions()).toEqual([]);
	});

	// n8n 2.x tries five times in 15 seconds; engine/triggerLifecycle.test.ts has more statuses.
	test.each([404, 500])(
		'says so when TopCalls answers %i to the second subscription, and leaves no subscription behind',
		async (status) => {
			const workflow = await saved({ dispositions: 'confirmed, refused' });
			// A status below 500 is not repeated, so the second request is the second subscription.
			const fault = { when: { method: 'POST', path: '/v1/webhooks' }, do: { status } };
			environment.sandbox.fault({ ...fault, every: 2 });
			if (status === 500) environment.sandbox.fault(fault);

			await expect(environment.client.activate(workflow)).rejects.toThrow(NOT_MADE);

			expect(await subscriptions()).toEqual([]);
		},
	);

	test.each([404, 405])(
		'can be unpublished when TopCalls answers %i to the deletion',
		async (status) => {
			const workflow = await saved();
			await environment.client.activate(workflow);
			environment.sandbox.configure({
				subscriptionStatus: { create: null, read: null, delete: status },
			});

			await environment.client.deactivate(workflow);
		},
	);

	test('keeps its subscription over a restart', async () => {
		const workflow = await saved();
		await environment.client.activate(workflow);
		const before = await subscriptions();

		await environment.restartN8n();

		expect(await subscriptions()).toEqual(before);
		await environment.client.deactivate(workflow);
		expect(await subscriptions()).toEqual([]);
	});

	test('makes a lost subscription again when it is published again', async () => {
		const workflow = await saved({ dispositions: 'confirmed, refused' });
		await environment.client.activate(workflow);
		const [lost] = await subscriptions();
		await api().delete(`/v1/webhooks/${lost?.id}`);

		await environment.client.deactivate(workflow);
		await environment.client.activate(workflow);

		expect((await subscriptions()).map(({ event }) => event)).toEqual([
			'call.completed.confirmed',
			'call.completed.refused',
		]);
		await environment.client.deactivate(workflow);
		expect(await subscriptions()).toEqual([]);
	});

	test('makes another subscription each time it is published', async () => {
		const workflow = await saved();
		for (let round = 0; round < 2; round++) {
			await environment.client.activate(workflow);
			expect(await subscriptions()).toHaveLength(1);
			await environment.client.deactivate(workflow);
			expect(await subscriptions()).toEqual([]);
		}
	});

	test('is subscribed only while it listens for a test event', async () => {
		const workflow = await saved();

		await environment.client.listen(workflow, 'Trigger');
		expect(await subscriptions()).toMatchObject([
			{ url: `${environment.n8n.url}/webhook-test/${pathOf(workflow)}` },
		]);
		await placeElsewhere(ANSWERS);
		await environment.sandbox.waitFor('all calls processed');
		await environment.sandbox.waitFor('no delivery pending');

		const [execution] = await environment.client.executions(workflow.id);
		const whole = await environment.client.executionIn(String(execution?.id), ['success']);
		expect(outputOf(whole, 'Heard')).toMatchObject([{ json: { phone_number: ANSWERS } }]);
		await environment.sandbox.waitFor((sandbox) =>
			Boolean(sandbox.requestCounts()['DELETE /v1/webhooks/:id']),
		);
		expect(await subscriptions()).toEqual([]);
	});

	const saved = async (parameters = {}): Promise<SavedWorkflow> =>
		await environment.client.createWorkflow(
			callAndHear([], triggerNode({ source: 'account', ...parameters })),
			[environment.credential],
		);

	/** Places a call like another program with the same account. */
	const placeElsewhere = async (phone_number: string) => await api().callId(phone_number);

	/** Those that are not deleted. */
	const subscriptions = async (): Promise<SubscriptionView[]> => {
		const { data } = (await api().get('/v1/webhooks')).json<{ data: SubscriptionView[] }>();
		return data.filter(({ deleted_at }) => deleted_at === null);
	};

	const api = () => new Client(environment.sandbox);
});
