import { NodeConnectionTypes, type IConnections, type IDataObject, type INode } from 'n8n-workflow';
import { startModel, type ModelRequest, type ScriptedModel } from '../../../dev/model/server';
import { errorOf, outputOf, type SavedCredential, type SavedExecution } from '../../../dev/n8n';
import {
	chain,
	itemsNodes,
	manualTrigger,
	node,
	workflowOf,
	type Environment,
} from '../../../dev/environment';
import { AGENT_VERSIONS } from '../capabilities';
import { openTestEnvironment } from '../environment';
import { fictionalNumbers } from '../../../dev/sandbox';

const TOOL = 'Call_a_person';
const AGENT = 'AI Agent';

describe('Make and Wait as a tool', () => {
	let environment: Environment;
	let model: ScriptedModel;
	let openAi: SavedCredential;

	beforeAll(async () => {
		model = await startModel();
		environment = await openTestEnvironment();
		openAi = await environment.client.createCredential({
			name: 'Scripted model',
			type: 'openAiApi',
			data: { apiKey: 'sk-scripted', url: model.url },
		});
	});
	afterAll(async () => {
		await environment?.close();
		await model?.stop();
	});
	beforeEach(() => {
		environment.sandbox.reset();
		model.requests.length = 0;
	});

	describe.each(AGENT_VERSIONS)('of the AI Agent %s', (agentVersion) => {
		test('the agent reads the transcript of the call it made', async () => {
			environment.sandbox.configure({ speed: 1_000 });
			const [phone = ''] = fictionalNumbers(1);
			model.script = (request) =>
				toolAnswers(request).length === 0 ? [{ tool: TOOL, input: { phone } }] : 'They will come.';

			const execution = await runAgent({ options: { maxWait: 5 } });

			expect(errorOf(execution)).toBeUndefined();
			const [told = ''] = toolAnswers(model.requests.at(-1)!);
			expect(told).toContain(environment.sandbox.calls()[0]?.id);
			expect(told).toContain('transcript_text');
			expect(told).toMatch(/AI: .*Person: /s);
			expect(answerOf(execution)).toBe('They will come.');
			expect(environment.sandbox.rings()).toEqual({ [phone]: 1 });
		});

		test('two people called in one answer of the model: each is called once, and the agent gets both results', async () => {
			environment.sandbox.configure({ speed: 1_000 });
			const people = ['+14155550101', '+14155550002'];
			model.script = (request) =>
				toolAnswers(request).length === 0
					? people.map((phone) => ({ tool: TOOL, input: { phone } }))
					: 'One was busy.';

			const execution = await runAgent({ options: { maxWait: 5 } });

			expect(errorOf(execution)).toBeUndefined();
			const told = toolAnswers(model.requests.at(-1)!);
			expect(told).toHaveLength(2);
			for (const outcome of ['completed', 'busy']) {
				expect(told.some((text) => text.includes(`"outcome":"${outcome}"`))).toBe(true);
			}
			expect(environment.sandbox.rings()).toEqual({ [people[0]!]: 1, [people[1]!]: 1 });
		});

		test('when Max Wait is over, the agent gets the call ID and learns that the call is still in progress', async () => {
			environment.sandbox.configure({ speed: 0 });
			const [phone = ''] = fictionalNumbers(1);
			model.script = (request) =>
				toolAnswers(request).length === 0 ? [{ tool: TOOL, input: { phone } }] : 'Still talking.';

			const execution = await runAgent({ options: { maxWait: 0.05 } });

			expect(errorOf(execution)).toBeUndefined();
			const [told = ''] = toolAnswers(model.requests.at(-1)!);
			expect(told).toContain(environment.sandbox.calls()[0]?.id);
			expect(told).toContain('"outcome":null');
			expect(told).toContain('"wait":"timed_out"');
			expect(answerOf(execution)).toBe('Still talking.');
		});

		test('with On Error set to Continue, the agent learns why a number cannot be called', async () => {
			model.script = (request) =>
				toolAnswers(request).length === 0
					? [{ tool: TOOL, input: { phone: 'twelve' } }]
					: 'That is no number.';

			const execution = await runAgent(
				{ options: { maxWait: 5 } },
				{ onError: 'continueRegularOutput' },
			);

			const [told = ''] = toolAnswers(model.requests.at(-1)!);
			expect(told).toContain('twelve');
			expect(answerOf(execution)).toBe('That is no number.');
			expect(environment.sandbox.placed()).toBe(0);
		});

		async function runAgent(
			parameters: IDataObject,
			more: Partial<INode> = {},
		): Promise<SavedExecution> {
			const { client, credential } = environment;
			const { workflow, connections } = agentFlow(parameters, more);
			return await client.run(
				await client.createWorkflow(workflowOf('Agent', workflow, connections), [
					credential,
					openAi,
				]),
			);
		}

		function agentFlow(parameters: IDataObject, more: Partial<INode>) {
			const agent = node(
				AGENT,
				'@n8n/n8n-nodes-langchain.agent',
				{
					...(agentVersion < 2 && { agent: 'toolsAgent' }),
					promptType: 'define',
					text: 'Call the customer.',
					options: {},
				},
				{ typeVersion: agentVersion },
			);
			const chatModel = node(
				'Model',
				'@n8n/n8n-nodes-langchain.lmChatOpenAi',
				{ model: { __rl: true, mode: 'id', value: 'scripted' }, options: {} },
				{ typeVersion: 1.2, credentials: { openAiApi: { id: null, name: '' } } },
			);
			const tool = node(
				TOOL,
				'n8n-nodes-topcalls.topCallsTool',
				{
					resource: 'call',
					operation: 'makeAndWait',
					phoneNumber: "={{ $fromAI('phone', 'The number to call', 'string') }}",
					task: 'Ask whether the customer will come to the appointment tomorrow.',
					...parameters,
				},
				{ credentials: { topCallsApi: { id: null, name: '' } }, ...more },
			);
			const connections: IConnections = {
				...chain('Start', 'List', 'Items', AGENT),
				Model: link('ai_languageModel'),
				[TOOL]: link('ai_tool'),
			};
			return {
				workflow: [manualTrigger(), ...itemsNodes([{}]), agent, chatModel, tool],
				connections,
			};
		}
	});
});

function link(type: 'ai_languageModel' | 'ai_tool'): IConnections[string] {
	return {
		[type]: [
			[
				{
					node: AGENT,
					type: NodeConnectionTypes[type === 'ai_tool' ? 'AiTool' : 'AiLanguageModel'],
					index: 0,
				},
			],
		],
	};
}

/** The answers of the tools to the model so far. */
function toolAnswers({ messages }: ModelRequest): string[] {
	const told = messages.filter(({ role }) => role === 'tool');
	return told.map(({ content }) =>
		typeof content === 'string' ? content : JSON.stringify(content),
	);
}

function answerOf(execution: SavedExecution): unknown {
	return outputOf(execution, AGENT)[0]?.json.output;
}
