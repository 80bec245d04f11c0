import { errorOf, outputOf, unflatten, type SavedExecution } from '../../../dev/n8n/savedExecution';

describe('reading a saved execution', () => {
	test('distinguishes texts that look like numbers from references', () => {
		const flattened = '[{"phone":"1","again":"1","count":3,"list":"2"},"020",["1",null,true]]';

		expect(unflatten(flattened)).toEqual({
			phone: '020',
			again: '020',
			count: 3,
			list: ['020', null, true],
		});
	});

	test('follows a value that points back to itself', () => {
		const value = unflatten('[{"parent":"0","name":"1"},"root"]') as { parent: unknown };

		expect(value.parent).toBe(value);
	});

	test('collects the items of all runs of a node', () => {
		const run = (...names: string[]) => ({
			data: { main: [names.map((name) => ({ json: { name } })), []] },
		});
		const execution = executionWith({ runData: { Loop: [run('a', 'b'), run('c')] } });

		expect(outputOf(execution, 'Loop').map(({ json }) => json.name)).toEqual(['a', 'b', 'c']);
		expect(outputOf(execution, 'Loop', 1)).toEqual([]);
		expect(outputOf(execution, 'Never reached')).toEqual([]);
	});

	test('returns the error of an execution, with its description', () => {
		const error = { message: 'Nobody was called', description: 'Set a number.' };

		expect(errorOf(executionWith({ runData: {}, error }))).toBe('Nobody was called Set a number.');
		expect(errorOf(executionWith({ runData: {} }))).toBeUndefined();
	});
});

function executionWith(resultData: object): SavedExecution {
	return { data: { resultData } } as SavedExecution;
}
