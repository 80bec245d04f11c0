import { LoadOptionsContext } from 'n8n-core';
import {
	Workflow,
	type INode,
	type INodeParameters,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { TopCalls } from '../../nodes/TopCalls/TopCalls.node';
import { VOICES } from '../../dev/sandbox/http/catalogue';
import { OneCredential } from './credentials';
import { nodeTypes } from './nodeTypes';
import { credentialOf } from './runNode';
import { useSandbox } from '../support/sandbox';
import { makeNode } from '../../dev/environment/workflow';

const sandbox = useSandbox({ speed: 0 });

type Method = keyof TopCalls['methods']['listSearch'];

/** Opens a dropdown of the node, as the editor does while nothing runs. */
async function open(
	method: Method,
	parameters: INodeParameters = {},
	filter?: string,
	credential = credentialOf(sandbox),
) {
	const node: INode = makeNode(parameters);
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const additionalData = {
		credentialsHelper: new OneCredential(credential),
		currentNodeParameters: node.parameters,
	} as unknown as IWorkflowExecuteAdditionalData;
	const context = new LoadOptionsContext(workflow, node, additionalData, 'parameters.voice');
	return (await new TopCalls().methods.listSearch[method].call(context, filter)).results;
}

const ids = (results: Array<{ value: unknown }>) => results.map(({ value }) => value);

const voicesOf = (mode: string) =>
	VOICES.filter((voice) => voice.mode === mode)
		.map(({ id }) => id)
		.sort();

test.each(['realtime', 'legacy'])(
	'voices follow the mode %s, in the order of names',
	async (mode) => {
		expect(ids(await open('searchVoices', { mode }))).toEqual(voicesOf(mode));
	},
);

test('with a mode that only the run will know, all voices can be chosen', async () => {
	const found = await open('searchVoices', { mode: '={{ $json.mode }}' });

	expect(found).toHaveLength(VOICES.length);
});

test('models follow the mode too', async () => {
	expect(await open('searchModels', { mode: 'realtime' })).toEqual([
		{ name: 'GPT Realtime Mini', value: 'gpt-realtime-mini-2025-12-15' },
	]);
});

test('what is typed into the search box filters', async () => {
	expect(await open('searchVoices', { mode: 'legacy' }, 'BEL')).toEqual([
		{ name: 'Bella', value: 'bella' },
	]);
	expect(await open('searchVoices', { mode: 'legacy' }, 'nobody')).toEqual([]);
});

test('a list of bare IDs can be chosen from', async () => {
	sandbox.configure({ listShape: 'strings' });

	expect(await open('searchModels', { mode: 'legacy' }, '4o')).toEqual([
		{ name: 'gpt-4o', value: 'gpt-4o' },
	]);
});

test('a wrong key is told in the dropdown, with how to mend it and without the key', async () => {
	const credential = { ...credentialOf(sandbox), apiKey: 'tc_live_wrong' };
	const refusal = open('searchVoices', {}, undefined, credential);

	await expect(refusal).rejects.toMatchObject({
		message: 'TopCalls does not accept the API key',
		description: expect.stringContaining('paste the key again'),
	});
	await expect(refusal).rejects.toMatchObject({
		description: expect.not.stringContaining('tc_live_wrong'),
	});
});

test('an answer that is no list is told instead of an empty dropdown', async () => {
	sandbox.fault({ when: { path: '/v1/models' }, do: { status: 200, body: { hello: 'there' } } });

	await expect(open('searchModels')).rejects.toThrow(
		'TopCalls answered with a list of unknown form',
	);
});
