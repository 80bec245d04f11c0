import type { IDataObject } from 'n8n-workflow';
import { makeNode, type Environment } from '../../environment';
import {
	countCalls,
	itemsOfBody,
	makeCalls,
	publishWithWebhook,
	type PublishedWorkflow,
} from '../workflows';
import { atMost, noGoal, type Contender, type Row } from '../row';
import { fictionalNumbers } from '../../sandbox';

const FEW = 1_000;
const MANY = 10_000;
const NUMBERS = fictionalNumbers(MANY);

const NONE = 'no settings';
const LOCAL = 'all but Skip Unsubscribed Leads';
const ALL = 'all settings';
const named = (settings: string, count: number) =>
	`${settings}, ${count.toLocaleString('en-US')} items`;

/** What the checks under Safety cost, and whether they cost the same for each item of many. */
export const safety: Row = {
	name: 'safety',
	title: '10,000 calls with all safety settings',
	how: `One execution makes a call for each item; the sandbox answers at once. Everybody is within Calling Hours, so that both
sides make the same calls. The time is n8n's own, from the execution's \`startedAt\` to its \`stoppedAt\`, divided by the
number of items. Each execution is Webhook → Split Out → Make.`,
	columns: [
		{ key: 'each', title: 'time per item (ms)', digits: 2 },
		{ key: 'placed', title: 'calls made' },
		{ key: 'lookups', title: 'lookups' },
	],
	goals: [
		{
			title: 'Time per item with all safety settings, 10,000 items ÷ 1,000 items',
			...atMost(1.2),
			figure: (of) => Number(of(named(ALL, MANY)).each) / Number(of(named(ALL, FEW)).each),
			digits: 2,
		},
		{
			title: 'Time with all safety settings but Skip Unsubscribed Leads ÷ without, 10,000 items',
			...atMost(1.2),
			figure: (of) => Number(of(named(LOCAL, MANY)).each) / Number(of(named(NONE, MANY)).each),
			digits: 2,
		},
		{
			title: 'Time with all safety settings ÷ without, 10,000 items',
			...noGoal,
			figure: (of) => Number(of(named(ALL, MANY)).each) / Number(of(named(NONE, MANY)).each),
			digits: 2,
		},
	],
	remarks: [
		'Skip Unsubscribed Leads sends one more request for each number, before the first call. The other settings send none.',
	],
	warmUp: true,

	async prepare(environments): Promise<Contender[]> {
		const environment = await environments.shared();
		const local = { callingHours: { hours: hoursOfAll() }, maxCalls: MANY, ...manualRuns };
		const nodes: Array<[string, IDataObject]> = [
			[NONE, {}],
			[LOCAL, local],
			[ALL, { ...local, skipUnsubscribed: true }],
		];
		const contenders: Contender[] = [];
		for (const [settings, safety] of nodes) {
			const published = await publishWithWebhook(environment, settings, [
				itemsOfBody(),
				makeNode({ safety }),
			]);
			for (const count of [FEW, MANY]) {
				const numbers = NUMBERS.slice(0, count);
				const measureThese = async () => await measure(environment, published, numbers);
				contenders.push({ name: named(settings, count), measure: measureThese });
			}
		}
		return contenders;
	},
};

const manualRuns = { manualRuns: { run: { does: 'returnSample' } } };

/** Twenty hours around now in Denver, so that it is within them from Hawaii to Puerto Rico. */
function hoursOfAll(): IDataObject {
	const clock = (shift: number) =>
		new Date(Date.now() + shift * 3_600_000).toLocaleTimeString('en-GB', {
			timeZone: 'America/Denver',
			hour: '2-digit',
			minute: '2-digit',
		});
	return { from: clock(-10), to: clock(10), outside: 'stop' };
}

async function measure(environment: Environment, published: PublishedWorkflow, numbers: string[]) {
	environment.sandbox.reset();
	const time = await makeCalls(published, numbers);
	const lookups = environment.sandbox.requestCounts()['GET /v1/leads'] ?? 0;
	return { each: time / numbers.length, lookups, ...countCalls(environment) };
}
