import { wallTime } from '../../nodes/TopCalls/resources/call/make/safety/wallClock';
import { makeNode } from '../../dev/environment/workflow';
import { useSandbox } from '../support/sandbox';
import { runNode } from './runNode';
import { NONE, toolOf } from './toolOf';

const PERSON = '+14155550101';
const TWO_TRIES = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
/** A text that is different in each attempt, like one with $now. */
const NEVER_THE_SAME = '=It is {{ Date.now() + Math.random() }}: remind them of the appointment.';

const sandbox = useSandbox({ speed: 600 });

describe('as a tool, under Retry On Fail', () => {
	// The calls are placed, but cannot be read, so that each attempt fails.
	const waitInVain = (task: string) => {
		sandbox.configure({ scopes: ['calls:write'] });
		return makeNode({ operation: 'makeAndWait', phoneNumber: PERSON, task }, TWO_TRIES);
	};

	test.each([
		['the same text', 'Remind them of the appointment.'],
		['another text in each try', NEVER_THE_SAME],
	])('nobody is called twice with %s, when n8n counts each attempt as a run', async (_, task) => {
		await expect(toolOf(sandbox, waitInVain(task))({})).rejects.toThrow('not allowed');

		expect(sandbox.requestCounts()['POST /v1/calls']).toBe(1);
		expect(sandbox.calls()).toHaveLength(1);
	});

	test('nobody is called twice with another text in each attempt, when the engine runs the tool', async () => {
		const tool = { ...waitInVain(NEVER_THE_SAME), type: 'n8n-nodes-topcalls.topCallsTool' };
		const { error } = await runNode(sandbox, tool, [{ phone: PERSON, toolCallId: 'call_1' }]);

		expect(error?.message).toContain('not allowed');
		expect(sandbox.requestCounts()['POST /v1/calls']).toBe(1);
		expect(sandbox.calls()).toHaveLength(1);
	});
});

describe('as a tool', () => {
	const tool = makeNode({
		phoneNumber: PERSON,
		task: "={{ $fromAI('task', 'What to say', 'string') }}",
	});
	const [one, other] = ['Remind them of tomorrow.', 'Tell them that it rains.'];

	test('an agent can call one person for two reasons, but not twice for the same', async () => {
		const invoke = toolOf(sandbox, tool);

		for (const task of [one, other, one]) await invoke({ task });

		expect(sandbox.calls().map(({ request }) => request.task)).toEqual([one, other]);
	});

	test('two calls of an MCP server, outside of any execution, are two calls', async () => {
		await toolOf(sandbox, tool, NONE)({ task: one });
		await toolOf(sandbox, tool, NONE)({ task: one });

		expect(sandbox.calls()).toHaveLength(2);
	});

	test('a request with a lost reply to an MCP server is repeated, and nobody is called twice', async () => {
		const retried = { ...tool, ...TWO_TRIES };
		sandbox.fault({
			when: { method: 'POST' },
			first: 1,
			do: { status: 401, after: true },
		});

		await toolOf(sandbox, retried, NONE)({ task: one });

		expect(sandbox.requestCounts()['POST /v1/calls']).toBe(2);
		expect(sandbox.calls()).toHaveLength(1);
	});
});

describe('as a tool, with Safety', () => {
	test('the model learns why nobody was called, and when it may try again', async () => {
		const at = (hours: number) =>
			wallTime('America/Los_Angeles', Date.now() + hours * 3_600_000).slice(11);
		const tool = makeNode({
			phoneNumber: PERSON,
			safety: { callingHours: { hours: { from: at(5), to: at(8) } } },
		});

		const [answer] = JSON.parse(await toolOf(sandbox, tool)({})) as object[];

		expect(sandbox.calls()).toEqual([]);
		expect(answer).toMatchObject({
			status: 'not_called',
			message: expect.stringMatching(/outside of Calling Hours\. Call after \d{4}-/),
			call_after: expect.any(String),
		});
	});
});
