/** What one node of an example has to do. */
export interface NodeExpectation {
	node: string;
	/** How many items the node outputs; one number for each output if it has several. */
	items: number | number[];
	/** For a node that makes calls: each number is called exactly once, nobody else is called, and the calls end like this. */
	calls?: Record<string, string>;
	/** Values of a field in the items of the first output, each with its number of items. */
	field?: { name: string; values: Record<string, number> };
	/** A field that is not empty in any item of the first output. */
	filled?: string;
}

/** What running an example must produce. */
export interface Expectation {
	/** File name in examples/, without the extension. */
	example: string;
	nodes: NodeExpectation[];
	/** Numbers that another program calls, with the trigger's URL if there is one. Without it, the example makes the calls. */
	called?: string[];
	/** A second trigger, whose button is pressed when all calls of the first run are processed. */
	secondButton?: string;
	/** For an example that is published and then started by events of calls, or by its form. */
	trigger?: {
		node: string;
		/** How many executions it starts. */
		executions: number;
		/** For a form: one value for each of its fields. */
		form?: string[];
	};
}

/** In the order in which they run: the report at the end counts the calls of all examples before it. */
export const EXPECTATIONS: Expectation[] = [
	{
		example: 'try-it-without-calling-anybody',
		nodes: [
			{
				node: 'Who would be called?',
				items: 2,
				calls: {},
				field: { name: 'not_called_reason', values: { dry_run: 2 } },
			},
			{ node: 'Call', items: 2, field: { name: 'sample', values: { true: 2 } } },
			{ node: 'Note for the CRM', items: 2, filled: 'note' },
		],
	},
	{
		example: 'call-in-the-morning-and-again',
		nodes: [
			{
				node: 'Call',
				items: [3, 0],
				calls: {},
				field: { name: 'sample', values: { true: 3 } },
			},
			{ node: 'Outcome', items: 3, filled: 'outcome' },
		],
	},
	{
		example: 'call-a-list-of-leads',
		nodes: [
			{
				node: 'Call each lead',
				items: 4,
				calls: {
					'+442079460001': 'completed',
					'+441614960002': 'busy',
					'+441134960003': 'no-answer',
					'+441214960004': 'voicemail',
				},
			},
			{
				node: 'Lead and call',
				items: 4,
				field: {
					name: 'company',
					values: {
						'Blue Door Bakery': 1,
						'Hill Street Books': 1,
						'Old Mill Hotel': 1,
						'Canal Yoga': 1,
					},
				},
			},
		],
	},
	{
		example: 'a-bad-number-never-stops-the-rest',
		nodes: [
			{
				node: 'Call the good ones',
				items: [2, 2],
				calls: { '+442079460001': 'completed', '+441214960102': 'completed' },
			},
			{
				node: 'To be corrected',
				items: 2,
				field: { name: 'company', values: { 'Hill Street Books': 1, 'Old Mill Hotel': 1 } },
				filled: 'reason',
			},
		],
	},
	{
		example: 'call-and-look-up-the-result',
		nodes: [
			{
				node: 'Call',
				items: 3,
				calls: {
					'+442079460001': 'completed',
					'+441614960002': 'busy',
					'+441214960004': 'voicemail',
				},
			},
			{ node: 'Switch on outcome', items: [1, 1, 1] },
			{ node: 'Note for the CRM', items: 1, filled: 'note' },
			{
				node: 'Call again tomorrow',
				items: 1,
				field: { name: 'reason', values: { busy: 1 } },
			},
		],
	},
	{
		// Its button shows the latest calls of the account: those of the previous example.
		example: 'no-public-url-polling',
		nodes: [
			{
				node: 'A call has ended',
				items: 3,
				field: { name: 'event', values: { 'call.completed': 2, 'call.failed': 1 } },
			},
			{ node: 'Note for the CRM', items: 2, filled: 'note' },
			{
				node: 'Call again tomorrow',
				items: 1,
				field: { name: 'reason', values: { busy: 1 } },
			},
		],
	},
	{
		example: 'call-in-batches',
		nodes: [
			{
				node: 'Call this batch',
				items: 5,
				calls: {
					'+442079460101': 'completed',
					'+442079460102': 'completed',
					'+442079460103': 'completed',
					'+442079460104': 'completed',
					'+442079460105': 'completed',
				},
			},
			{ node: 'All called', items: 5 },
		],
	},
	{
		example: 'voices-and-models',
		nodes: [
			{
				node: 'Realtime voices only',
				items: 8,
				field: { name: 'mode', values: { realtime: 8 } },
			},
			{ node: 'List models', items: 4 },
		],
	},
	{
		example: 'recent-calls-report',
		nodes: [
			{
				node: 'Latest calls',
				items: 14,
				field: {
					name: 'outcome',
					values: { completed: 9, busy: 2, 'no-answer': 1, voicemail: 2 },
				},
			},
			{ node: 'Report', items: 4 },
		],
	},
	{
		example: 'appointment-reminder',
		nodes: [
			{
				node: 'Remind',
				items: 4,
				calls: {
					'+442079460001': 'completed',
					'+441614960003': 'no-answer',
					'+441214960004': 'voicemail',
					'+441134960101': 'completed',
				},
			},
			{ node: 'Switch on outcome', items: [2, 1, 1] },
			{
				node: 'Note for the CRM',
				items: 2,
				field: { name: 'patient', values: { 'Anna Keller': 1, 'Ben Moor': 1 } },
				filled: 'note',
			},
			{
				node: 'Call by hand',
				items: 1,
				field: { name: 'reason', values: { 'no-answer': 1 } },
			},
		],
	},
	{
		example: 'follow-up-when-a-call-ends',
		trigger: {
			node: 'A call has ended',
			executions: 3,
		},
		called: ['+442079460001', '+441614960002', '+441134960003'],
		nodes: [
			{
				node: 'Note for the CRM',
				items: 1,
				calls: {
					'+442079460001': 'completed',
					'+441614960002': 'busy',
					'+441134960003': 'no-answer',
				},
				filled: 'note',
			},
			{
				node: 'Call again tomorrow',
				items: 2,
				field: { name: 'reason', values: { busy: 1, 'no-answer': 1 } },
			},
		],
	},
	{
		example: 'call-and-trigger-in-one-workflow',
		trigger: { node: 'A call has ended', executions: 3 },
		nodes: [
			{
				node: 'Call each contact',
				items: 3,
				calls: {
					'+442079460001': 'completed',
					'+441614960002': 'busy',
					'+441214960004': 'voicemail',
				},
			},
			{
				node: 'Into the CRM',
				items: 3,
				field: { name: 'outcome', values: { completed: 1, busy: 1, voicemail: 1 } },
				filled: 'note',
			},
		],
	},
	{
		example: 'sheet-to-campaign-and-back',
		secondButton: 'A call has ended',
		nodes: [
			{ node: 'Import the leads', items: 1, field: { name: 'inserted', values: { 3: 1 } } },
			{
				node: 'Start the campaign',
				items: 1,
				calls: {
					'+442079460001': 'completed',
					'+441614960002': 'busy',
					'+441214960021': 'opted-out',
				},
			},
			{
				node: 'Outcome onto the lead',
				items: [3, 0],
				field: { name: 'status', values: { Contacted: 2, Unsubscribed: 1 } },
				filled: 'notes',
			},
			{
				node: 'Row for the sheet',
				items: 3,
				field: { name: 'row', values: { 2: 1, 3: 1, 4: 1 } },
				filled: 'outcome',
			},
		],
	},
	{
		example: 'form-to-call-within-seconds',
		trigger: {
			node: 'Request a call',
			executions: 1,
			form: ['Ben Moor', '0113 496 0001', 'A new oven'],
		},
		nodes: [
			{ node: 'Call them', items: 1, calls: { '+441134960001': 'completed' } },
			{
				node: 'Outcome onto the lead',
				items: 1,
				field: { name: 'status', values: { Contacted: 1 } },
				filled: 'notes',
			},
		],
	},
	{
		example: 'opt-out-to-unsubscribed',
		called: ['+441614960021', '+441614960101'],
		nodes: [
			{
				node: 'Set to Unsubscribed',
				items: 1,
				calls: { '+441614960021': 'opted-out', '+441614960101': 'completed' },
				field: { name: 'status', values: { Unsubscribed: 1 } },
				filled: 'notes',
			},
		],
	},
	{
		example: 'skip-unsubscribed-leads',
		nodes: [
			{
				node: 'Call',
				items: 3,
				calls: { '+442079460131': 'completed', '+441134960133': 'completed' },
			},
			{ node: 'Called', items: 2, field: { name: 'name', values: { Ada: 1, Cleo: 1 } } },
			{
				node: 'Not called',
				items: 1,
				field: { name: 'reason', values: { unsubscribed: 1 } },
				filled: 'message',
			},
		],
	},
	{
		example: 'agent-that-makes-a-call',
		nodes: [
			{ node: 'AI Agent', items: 1, calls: { '+442079460001': 'completed' } },
			{ node: 'Answer', items: 1, filled: 'answer' },
		],
	},
];
