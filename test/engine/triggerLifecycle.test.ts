import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { TopCallsTrigger } from '../../nodes/TopCallsTrigger/TopCallsTrigger.node';
import { useSandbox } from '../support/sandbox';
import { Client } from '../support/apiClient';
import { hookContext, type TriggerPlace } from './hookContext';

const { checkExists, create, delete: remove } = new TopCallsTrigger().webhookMethods.default;

describe('the subscriptions of a TopCalls Trigger', () => {
	const sandbox = useSandbox({ speed: 0 });
	const client = new Client(sandbox);
	let staticData: IDataObject;
	let warnings: string[];

	beforeEach(() => {
		staticData = {};
		warnings = [];
	});

	test('exist once they were created, and not before', async () => {
		await expect(checkExists.call(hook())).resolves.toBe(false);
		await create.call(hook());
		await expect(checkExists.call(hook())).resolves.toBe(true);
		await remove.call(hook());
		await expect(checkExists.call(hook())).resolves.toBe(false);
	});

	test('count as missing when TopCalls has lost one of them, and are all created again', async () => {
		await create.call(hook({ dispositions: 'confirmed, refused' }));
		await client.delete(`/v1/webhooks/${(await live())[0]?.id}`);

		await expect(checkExists.call(hook({ dispositions: 'confirmed, refused' }))).resolves.toBe(
			false,
		);
		await create.call(hook({ dispositions: 'confirmed, refused' }));

		expect((await events()).sort()).toEqual(['call.completed.confirmed', 'call.completed.refused']);
	});

	test('are created again when the settings have changed, and the old ones are deleted', async () => {
		await create.call(hook({ dispositions: 'confirmed' }));

		await expect(checkExists.call(hook({ dispositions: 'refused' }))).resolves.toBe(false);
		await create.call(hook({ dispositions: 'refused' }));

		expect(await events()).toEqual(['call.completed.refused']);
	});

	test.each([400, 401, 403, 404, 405, 500, 501])(
		'that TopCalls does not show (%i) are assumed to exist, and not created twice',
		async (status) => {
			await create.call(hook());
			answer({ read: status });
			if (status === 500) sandbox.fault({ when: { method: 'GET' }, do: { status } });

			for (let start = 0; start < 3; start++) {
				await expect(checkExists.call(hook())).resolves.toBe(true);
			}
		},
	);

	test('that are only missing in the list are created again', async () => {
		await create.call(hook());
		await client.delete(`/v1/webhooks/${(await live())[0]?.id}`);
		readById(404);

		await expect(checkExists.call(hook())).resolves.toBe(false);
	});

	test('that only the list shows exist', async () => {
		await create.call(hook());
		readById(404);

		await expect(checkExists.call(hook())).resolves.toBe(true);
	});

	test.each([404, 405, 403, 501])(
		'that cannot be deleted (%i) are logged with their ID, and used again',
		async (status) => {
			await create.call(hook({ dispositions: 'a,b' }));
			answer({ delete: status, read: status });

			await remove.call(hook({ dispositions: 'a,b' }));
			const [first, second] = await live();
			for (const left of [first, second]) {
				expect(warnings).toContainEqual(expect.stringContaining(String(left?.id)));
			}

			for (let round = 0; round < 3; round++) {
				answer({ delete: status, read: status });
				await create.call(hook({ dispositions: 'a,b' }));
				await remove.call(hook({ dispositions: 'a,b' }));
			}
			expect(await events()).toEqual(['call.completed.a', 'call.completed.b']);
		},
	);

	test.each([404, 405])(
		'of a test do not accumulate when TopCalls answers %i to reading and deleting',
		async (status) => {
			answer({ delete: status, read: status });
			for (let round = 0; round < 3; round++) {
				// n8n saves no static data of a test.
				staticData = {};
				await create.call(hook({}, { mode: 'manual', webhookId: `test-${status}` }));
				await remove.call(hook({}, { mode: 'manual', webhookId: `test-${status}` }));
			}

			expect(await events()).toEqual(['call.completed']);
		},
	);

	test('of earlier settings that cannot be deleted are remembered, and deleted once possible', async () => {
		await create.call(hook());
		answer({ delete: 405 });
		await create.call(hook({ dispositions: 'a' }));
		expect(await events()).toEqual(['call.completed', 'call.completed.a']);
		expect(warnings).toContainEqual(expect.stringContaining(String((await live())[0]?.id)));

		await create.call(hook({ dispositions: 'a' }));

		expect(await events()).toEqual(['call.completed.a']);
	});

	test('are found by the URL when n8n has lost its static data, and not created twice', async () => {
		await create.call(hook());
		const [before] = await live();
		staticData = {};

		await create.call(hook());

		expect(await live()).toEqual([before]);
	});

	test.each([
		['another workflow', { workflowId: 'workflow-2' }],
		['another node', { nodeId: 'node-2' }],
		['another n8n', { webhookBaseUrl: 'http://127.0.0.1:5679/webhook' }],
	])('that a copy inherited at %s are left to the original', async (_, copy) => {
		await create.call(hook());
		const [original] = await live();

		await expect(checkExists.call(hook({}, copy))).resolves.toBe(false);
		await remove.call(hook({}, copy));
		expect(await live()).toEqual([original]);
	});

	test('of the original stay while its copy is published at its own URL and unpublished', async () => {
		await create.call(hook());
		const [original] = await live();
		const copy = { workflowId: 'workflow-2', webhookId: 'f2c1b6f0-0000-4000-8000-000000000002' };

		await create.call(hook({}, copy));
		expect(await live()).toHaveLength(2);
		await expect(checkExists.call(hook({}, copy))).resolves.toBe(true);
		await remove.call(hook({}, copy));

		expect(await live()).toEqual([original]);
	});

	test('for an earlier address of n8n are left there, and logged', async () => {
		await create.call(hook());
		const [earlier] = await live();

		await create.call(hook({}, { webhookBaseUrl: 'http://127.0.0.1:5679/webhook' }));

		expect(await live()).toContainEqual(earlier);
		expect(warnings).toContainEqual(expect.stringContaining(String(earlier?.id)));
	});

	test('are deleted even if one of them cannot be; that one is remembered', async () => {
		await create.call(hook({ dispositions: 'a,b,c' }));
		sandbox.fault({
			when: { method: 'DELETE', path: '/v1/webhooks/*' },
			first: 1,
			do: { status: 403 },
		});

		await remove.call(hook({ dispositions: 'a,b,c' }));
		expect(await events()).toEqual(['call.completed.a']);

		await remove.call(hook({ dispositions: 'a,b,c' }));
		expect(await events()).toEqual([]);
	});

	test('are created once when a reply is lost', async () => {
		sandbox.fault({ when: { method: 'POST', path: '/v1/webhooks' }, first: 1, do: 'cutAfter' });

		await create.call(hook());

		expect(await events()).toEqual(['call.completed']);
		await expect(checkExists.call(hook())).resolves.toBe(true);
	});

	test.each([400, 401, 403, 404, 405, 409, 500])(
		'are all or none: nothing is left when TopCalls answers %i to the second one',
		async (status) => {
			const fault = { when: { method: 'POST', path: '/v1/webhooks' }, do: { status } };
			sandbox.fault({ ...fault, every: 2 });
			// What may pass is tried again, so the next one fails too.
			if (status === 500) sandbox.fault(fault);

			await expect(create.call(hook({ dispositions: 'a,b' }))).rejects.toThrow();

			expect(await events()).toEqual([]);
		},
	);

	test('that cannot be deleted after a failure are named, so that they can be deleted by hand', async () => {
		answer({ delete: 405 });
		sandbox.fault({
			when: { method: 'POST', path: '/v1/webhooks' },
			every: 2,
			do: { status: 403 },
		});

		const failure = await create.call(hook({ dispositions: 'a,b' })).catch((error: Error) => error);

		expect(failure).toMatchObject({ description: expect.stringContaining((await live())[0]!.id) });
	});

	test('are not needed for calls made by n8n, but at least one event to start on is', async () => {
		const nothing = { source: 'calls', events: [] };
		await expect(create.call(hook(nothing))).rejects.toThrow('Trigger On is empty');

		const campaigns = { ...nothing, options: { campaignEvents: ['campaign.completed'] } };
		await expect(create.call(hook(campaigns))).resolves.toBe(true);
		expect(await live()).toEqual([]);
	});

	test('have no name of a field that cannot be sent', async () => {
		await expect(create.call(hook({ dispositions: 'größe' }))).rejects.toThrow(/^Dispositions: /);
		for (const [field, name] of [
			['Dispositions', 'dispositions'],
			['Phone Number Pattern', 'phoneNumberPattern'],
		] as const) {
			await expect(create.call(hook({ [name]: '{{ $json.x }}' }))).rejects.toMatchObject({
				message: `${field} contains “{{ $json.x }}”, which is not replaced by anything`,
				description: `This looks like an n8n expression: switch ${field} from Fixed to Expression.`,
			});
		}
		expect(sandbox.requests()).toEqual([]);
	});

	/** The context of n8n when it sets the trigger up or removes it. */
	const hook = (parameters: INodeParameters = {}, place: TriggerPlace = {}) =>
		hookContext(sandbox, { source: 'account', ...parameters }, { staticData, warnings, ...place });

	/** Only the list still shows subscriptions. */
	const readById = (status: number) =>
		sandbox.fault({ when: { method: 'GET', path: '/v1/webhooks/*' }, do: { status } });

	const answer = (status: Partial<Record<'create' | 'read' | 'delete', number>>) =>
		sandbox.configure({
			subscriptionStatus: { create: null, read: null, delete: null, ...status },
		});

	const live = async () => {
		answer({});
		sandbox.clearFaults();
		const { data } = (await client.get('/v1/webhooks')).json<{
			data: Array<{ id: string; event: string; deleted_at: string | null }>;
		}>();
		return data.filter(({ deleted_at }) => deleted_at === null);
	};

	const events = async () => (await live()).map(({ event }) => event);
});
