import type { IDataObject } from 'n8n-workflow';
import { errorOf, outputOf } from '../../dev/n8n';
import { manualTrigger, node, workflowOf, type Environment } from '../../dev/environment';
import { Receiver } from '../support/receiver';
import { openTestEnvironment } from './environment';

const HTTP_REQUEST = 'HTTP Request';

describe('The credential in n8n’s HTTP Request node, on a real n8n', () => {
	let environment: Environment;
	let stranger: Receiver;

	beforeAll(async () => {
		stranger = await Receiver.start();
		environment = await openTestEnvironment();
	});
	afterAll(async () => {
		await environment?.close();
		await stranger.stop();
	});
	beforeEach(() => environment.sandbox.reset());

	test('authenticates at TopCalls', async () => {
		const execution = await request({ method: 'GET' });

		expect(errorOf(execution)).toBeUndefined();
		expect(environment.sandbox.requests().map(({ status }) => status)).toEqual([200]);
	});

	test('follows a redirect to another host without the key, even where the node is told to send it', async () => {
		// A redirect that keeps the body, which is all that the other host reads.
		const headers = { location: stranger.url.replace('127.0.0.1', 'localhost') };
		environment.sandbox.fault({ do: { status: 307, headers } });

		const execution = await request({
			method: 'POST',
			sendBody: true,
			specifyBody: 'json',
			jsonBody: '{ "phone_number": "+14155550101" }',
			options: { sendCredentialsOnCrossOriginRedirect: true },
		});

		expect(outputOf(execution, HTTP_REQUEST)).toHaveLength(1);
		expect(stranger.received.map(({ payload }) => payload)).toEqual([
			{ phone_number: '+14155550101' },
		]);
		expect(JSON.stringify(stranger.received)).not.toContain(environment.sandbox.apiKey);
	});

	const request = async (parameters: IDataObject) => {
		const httpRequest = node(
			HTTP_REQUEST,
			'n8n-nodes-base.httpRequest',
			{
				url: `${environment.sandbox.url}/v1/calls`,
				authentication: 'predefinedCredentialType',
				nodeCredentialType: 'topCallsApi',
				options: {},
				...parameters,
			},
			{ typeVersion: 4.2, credentials: { topCallsApi: { id: null, name: '' } } },
		);
		const workflow = workflowOf('HTTP Request', [manualTrigger(), httpRequest]);
		return await environment.client.run(
			await environment.client.createWorkflow(workflow, [environment.credential]),
		);
	};
});
