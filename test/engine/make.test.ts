import { runNode } from './runNode';
import { useSandbox } from '../support/sandbox';
import { makeNode } from '../../dev/environment/workflow';

const sandbox = useSandbox({ speed: 1000 });

test('Make calls the number and outputs the call', async () => {
	const { itemsOf, error } = await runNode(sandbox, makeNode(), [{ phone: '+14155550100' }]);

	expect(error).toBeUndefined();
	expect(itemsOf('TopCalls').map(({ json }) => json)).toEqual([
		{
			call_id: sandbox.calls()[0]?.id,
			provider_call_id: expect.any(String),
			phone_number: '+14155550100',
			status: 'queued',
			ended: false,
			outcome: null,
			transcript_text: '',
		},
	]);
	await sandbox.waitFor('all calls ended');
	expect(sandbox.rings()).toEqual({ '+14155550100': 1 });
});
