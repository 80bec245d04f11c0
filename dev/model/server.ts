import fastify, { type FastifyReply } from 'fastify';

/** A message of a conversation with the model, in the format of OpenAI's chat completions. */
export interface Message {
	role: 'system' | 'developer' | 'user' | 'assistant' | 'tool';
	content: unknown;
	tool_calls?: Array<{ id: string; function: { name: string; arguments: string } }>;
	tool_call_id?: string;
}

/** A request to the model. */
export interface ModelRequest {
	messages: Message[];
	tools?: Array<{ function: { name: string; description?: string; parameters: unknown } }>;
	stream?: boolean;
}

/** The model's answer: text, or tool calls. */
export type Answer = string | Array<{ tool: string; input: Record<string, unknown> }>;

/** A model that answers what the script says. */
export interface ScriptedModel {
	/** Base URL for clients of OpenAI's API. */
	url: string;
	/** All requests, oldest first. */
	requests: ModelRequest[];
	script: (request: ModelRequest) => Answer;
	stop(): Promise<void>;
}

/**
 * Starts a model on loopback that speaks OpenAI's chat completions, plain and streamed.
 * Follows https://platform.openai.com/docs/api-reference/chat.
 */
export async function startModel(
	script: ScriptedModel['script'] = () => 'Hello.',
): Promise<ScriptedModel> {
	const app = fastify({ bodyLimit: 10 * 1024 * 1024, forceCloseConnections: true });
	const model: ScriptedModel = {
		url: '',
		requests: [],
		script,
		stop: async () => await app.close(),
	};
	app.get('/v1/models', () => ({ object: 'list', data: [{ id: 'scripted', object: 'model' }] }));
	app.post<{ Body: ModelRequest }>('/v1/chat/completions', async ({ body }, reply) => {
		const order = model.requests.push(body);
		const message = messageOf(model.script(body), order);
		return body.stream ? stream(reply, message) : completion(message);
	});
	model.url = `${await app.listen({ host: '127.0.0.1', port: 0 })}/v1`;
	return model;
}

function messageOf(answer: Answer, order: number) {
	if (typeof answer === 'string') return { role: 'assistant', content: answer };
	const calls = answer.map(({ tool, input }, index) => ({
		index,
		id: `call_${order}_${index}`,
		type: 'function',
		function: { name: tool, arguments: JSON.stringify(input) },
	}));
	return { role: 'assistant', content: null, tool_calls: calls };
}

type Spoken = ReturnType<typeof messageOf>;

const finishReason = (message: Spoken) => ('tool_calls' in message ? 'tool_calls' : 'stop');

function frame(object: string) {
	return { id: 'chatcmpl-1', object, created: 1_700_000_000, model: 'scripted' };
}

function completion(message: Spoken) {
	return {
		...frame('chat.completion'),
		choices: [{ index: 0, message, finish_reason: finishReason(message), logprobs: null }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}

function stream(reply: FastifyReply, message: Spoken): FastifyReply {
	const chunk = (delta: object, finish_reason: string | null) =>
		`data: ${JSON.stringify({
			...frame('chat.completion.chunk'),
			choices: [{ index: 0, delta, finish_reason }],
		})}\n\n`;
	return reply
		.header('content-type', 'text/event-stream')
		.send(`${chunk(message, null)}${chunk({}, finishReason(message))}data: [DONE]\n\n`);
}
