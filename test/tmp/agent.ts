import { createServer } from 'node:http';
import { withStage } from '../demo/stage';
const asked: unknown[] = [];
const server = createServer((req, res) => {
	let b = '';
	req.on('data', (d) => (b += d));
	req.on('end', () => {
		const body = b ? JSON.parse(b) : {};
		if (!req.url?.includes('chat/completions')) {
			res.setHeader('content-type', 'application/json');
			res.end('{"data":[]}');
			return;
		}
		asked.push(body);
		const toolMsg = (body.messages ?? []).find((m: any) => m.role === 'tool');
		const tool = body.tools?.[0]?.function;
		const message = toolMsg
			? { role: 'assistant', content: 'Done: ' + String(toolMsg.content).slice(0, 300) }
			: {
					role: 'assistant',
					content: null,
					tool_calls: [
						{
							id: 'c1',
							type: 'function',
							function: {
								name: tool.name,
								arguments: JSON.stringify({
									phone: '(415) 555-0001',
									task: 'Ask whether the parcel has arrived.',
								}),
							},
						},
					],
				};
		res.setHeader('content-type', 'application/json');
		res.end(
			JSON.stringify({
				id: 'x',
				object: 'chat.completion',
				created: 1,
				model: 'gpt',
				choices: [{ index: 0, message, finish_reason: toolMsg ? 'stop' : 'tool_calls' }],
				usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
			}),
		);
	});
});
async function main() {
	await new Promise<void>((r) => server.listen(0, '127.0.0.1', () => r()));
	const url = `http://127.0.0.1:${(server.address() as any).port}/v1`;
	await withStage(console.log, async ({ client, sandbox }) => {
		const openai = await client.createCredential({
			name: 'o',
			type: 'openAiApi',
			data: { apiKey: 'sk-x', url },
		});
		const top = await client.createCredential({
			name: 'TC',
			type: 'topCallsApi',
			data: { apiKey: sandbox.apiKey, baseUrl: sandbox.url },
		});
		for (const version of [3, 3.1]) {
			sandbox.reset();
			asked.length = 0;
			const N = (
				name: string,
				type: string,
				typeVersion: number,
				parameters: any,
				credentials?: any,
			) => ({ id: name, name, type, typeVersion, position: [0, 0], parameters, credentials });
			const wf = await client.createWorkflow(
				{
					name: 'agent ' + version,
					nodes: [
						N('Go', 'n8n-nodes-base.manualTrigger', 1, {}),
						N('Agent', '@n8n/n8n-nodes-langchain.agent', version, {
							promptType: 'define',
							text: 'Ring them',
							options: {},
						}),
						N(
							'Model',
							'@n8n/n8n-nodes-langchain.lmChatOpenAi',
							1.2,
							{ model: { __rl: true, mode: 'id', value: 'gpt-4o-mini' }, options: {} },
							{ openAiApi: { id: (openai as any).id, name: 'o' } },
						),
						N(
							'Phone',
							'n8n-nodes-topcalls.topCallsTool',
							1,
							{
								resource: 'call',
								operation: 'make',
								phoneNumber: "={{ $fromAI('phone','number to ring','string') }}",
								task: "={{ $fromAI('task','what to do','string') }}",
								callEvents: 'none',
								options: { defaultCountry: 'US' },
							},
							{ topCallsApi: { id: (top as any).id, name: 'TC' } },
						),
					],
					connections: {
						Go: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
						Model: { ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]] },
						Phone: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
					},
				} as any,
				[],
			);
			const ex: any = await client.run(wf as any);
			const rd = ex.data?.resultData;
			console.log(
				'AGENT',
				version,
				ex.status,
				JSON.stringify(
					rd?.runData?.Agent?.[0]?.data?.main?.[0]?.[0]?.json ?? rd?.error?.message ?? '',
				).slice(0, 500),
				'placed',
				sandbox.calls().map((c: any) => [c.phoneNumber, c.request.task]),
			);
			console.log('PHONE', JSON.stringify(rd?.runData?.Phone).slice(0, 1500));
			console.log('MSGS', JSON.stringify((asked[1] as any)?.messages).slice(0, 800));
		}
	});
	server.close();
}
void main();
