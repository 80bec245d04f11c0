import type { N8nClient, SavedCredential } from '../n8n';
import { startModel, type ModelRequest } from './server';

/** A language model for the example with an agent, as a credential of n8n. */
export interface ExampleModel {
	credential: SavedCredential;
	stop: () => Promise<void>;
}

/** Starts a model that uses the tool it is given once, with the number in the request, and then says the summary. */
export async function startExampleModel(client: N8nClient): Promise<ExampleModel> {
	const { url, stop } = await startModel(callOnceThenAnswer);
	const credential = await client.createCredential({
		name: 'Scripted model',
		type: 'openAiApi',
		data: { apiKey: 'sk-scripted', url },
	});
	return { credential, stop };
}

function callOnceThenAnswer({ messages, tools = [] }: ModelRequest) {
	const said = (role: string) =>
		messages.filter((message) => message.role === role).map(({ content }) => asText(content));
	const [result] = said('tool');
	if (result !== undefined) {
		const [, summary = result] = /"call_summary":"([^"]*)"/.exec(result) ?? [];
		return `I called them. ${summary}`;
	}
	const [phone_number = ''] = /\+\d{8,15}/.exec(said('user').join()) ?? [];
	const task = 'Ask whether the delivery of this morning was complete.';
	return tools.slice(0, 1).map((tool) => ({
		tool: tool.function.name,
		input: { phone_number, task },
	}));
}

function asText(content: unknown): string {
	return typeof content === 'string' ? content : JSON.stringify(content);
}
