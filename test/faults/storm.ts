import {
	fictionalNumbers,
	FIRST_LIST,
	startSandbox,
	type FaultAction,
	type Sandbox,
} from '../../dev/sandbox';
import { chance } from '../../dev/sandbox/seededRandom';
import type { Finished } from '../engine/runWorkflow';
import { deal, run, type Batch } from './batch';
import { reconcile, type Reconciliation } from './reconcile';
import { startNetwork } from './network';

const LIFE_OF_A_CALL = 2 * 3_600_000;
const AT_ONCE = 12;
/** Executions of very different sizes; the largest has this share of all calls. */
const LARGEST_SHARE = 0.05;
const RATE_LIMIT = { perSecond: 400, burst: 200 };

/** Of the people, and how many areas their numbers are at least from, as areas of one time zone are near each other. */
const UNSUBSCRIBED_SHARE = 0.2;
const LEAST_NUMBERS = 6_000;
const LEADS_AT_ONCE = 2_000;
/** One for each execution. */
const TEST_NUMBERS = 1_000;

/** How often each thing goes wrong, among the requests that place calls. */
const FAULTS: Array<[share: number, FaultAction]> = [
	[0.03, 'cutBefore'],
	[0.03, 'cutAfter'],
	[0.02, 'truncated'],
	[0.01, 'empty'],
	[0.02, 'html'],
	[0.02, { status: 500 }],
	// Says that it did not work, although the call was placed.
	[0.02, { status: 503, after: true, headers: { 'Retry-After': '0' } }],
	[0.01, { status: 504, after: true }],
	[0.01, { status: 429, headers: { 'Retry-After': '0' } }],
	[0.01, { status: 408 }],
	// These do not show whether the call was made.
	[0.005, { status: 303, after: true, headers: { Location: 'https://example.com/' } }],
	[0.005, { status: 201, after: true, body: 'no gzip', headers: { 'Content-Encoding': 'gzip' } }],
	[0.005, { status: 201, after: true, body: { ok: true } }],
	[0.005, { status: 409, after: true }],
	[0.002, { status: 303 }],
	[0.02, { delay: 200 }],
	// Refused for good, now and then, so that executions stop in the middle.
	[0.002, { status: 422, body: { detail: 'This number cannot be called' } }],
	[0.0005, { status: 402, body: { detail: 'You have 0 minutes remaining' } }],
];

/** The same for the requests that look a lead up. */
const LOOKUP_FAULTS: Array<[share: number, FaultAction]> = [
	[0.03, 'cutBefore'],
	[0.02, 'truncated'],
	[0.01, 'empty'],
	[0.02, { status: 500 }],
	[0.01, { status: 429, headers: { 'Retry-After': '0' } }],
	[0.002, { status: 400 }],
	[0.0005, { status: 403 }],
];

export interface Storm {
	reconciliation: Reconciliation;
	facts: Record<string, number>;
}

/** Places calls through n8n's engine while everything goes wrong, and compares the reports with the calls afterwards. */
export async function storm(seed: number, calls: number): Promise<Storm> {
	const sandbox = await startSandbox({ speed: 0, seed, sameKeyOtherBody: 422 });
	const network = await startNetwork(sandbox.url, {
		seed,
		repeated: 0.03,
		outageEvery: Math.max(300, Math.ceil(calls / 8)),
		outageMs: 400,
	});
	const began = Date.now();
	const { phones, testNumbers } = numbersFor(calls);
	const unsubscribed = new Set(
		phones.filter((phone) => chance(seed, 'unsubscribed', phone) < UNSUBSCRIBED_SHARE),
	);
	await addUnsubscribed(sandbox, [...unsubscribed]);
	const batches = deal(seed, phones, Math.max(25, Math.ceil(calls * LARGEST_SHARE)), {
		now: Date.now(),
		unsubscribed,
		testNumbers,
	});
	const rules = [
		...FAULTS.map(([share, action]) => ({ when: { method: 'POST' }, share, do: action })),
		...LOOKUP_FAULTS.map(([share, action]) => ({ when: { method: 'GET' }, share, do: action })),
	];
	rules.forEach((rule, index) => sandbox.fault({ ...rule, seed: seed * 100 + index }));
	const credential = { apiKey: sandbox.apiKey, baseUrl: network.url };
	const ended: Array<[Batch, Finished]> = [];
	let next = 0;
	const work = async () => {
		for (let index = next++; index < batches.length; index = next++) {
			const batch = batches[index] as Batch;
			limitInTheMiddle(sandbox, index / batches.length);
			ended.push([batch, await run(batch, credential)]);
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
	const seconds = Math.round((Date.now() - began) / 1_000);

	sandbox.clearFaults();
	sandbox.advance(LIFE_OF_A_CALL);
	const reconciliation = reconcile(ended, sandbox.calls(), [began, Date.now()]);
	const requests = sandbox.requests();
	const facts = {
		seconds,
		executions: batches.length,
		'in a loop': batches.filter(({ loop }) => loop !== undefined).length,
		'with Retry On Fail': batches.filter(({ retryOnFail }) => retryOnFail).length,
		'with keys of their own': batches.filter(({ ownKey }) => ownKey).length,
		'with guards': batches.filter(({ guard }) => guard !== undefined).length,
		canceled: ended.filter(([, { run }]) => run.status === 'canceled').length,
		'calls asked for': calls,
		'of them unsubscribed': unsubscribed.size,
		'calls placed': sandbox.placed(),
		'requests at TopCalls': requests.length,
		'cut off': requests.filter(({ status }) => status === 'cut').length,
		'answered 429': requests.filter(({ status }) => status === 429).length,
		'answered 5xx': requests.filter(({ status }) => Number(status) >= 500).length,
		'answered from memory': requests.filter(({ replayed }) => replayed).length,
		'repeated by the network': network.counts.repeated,
		'outages of the port': network.counts.outages,
	};
	await network.stop();
	await sandbox.stop();
	return { reconciliation, facts };
}

/** Numbers of which those that follow each other are of different areas, so that an execution calls several time zones. */
function numbersFor(calls: number): { phones: string[]; testNumbers: string[] } {
	const all = fictionalNumbers(Math.max(calls, LEAST_NUMBERS) + TEST_NUMBERS);
	const phones = all.slice(0, -TEST_NUMBERS).sort((one, other) => lastTwo(one) - lastTwo(other));
	return { phones: phones.slice(0, calls), testNumbers: all.slice(-TEST_NUMBERS) };
}

const lastTwo = (phone: string) => Number(phone.slice(-2));

/** The unsubscribed leads at TopCalls. */
async function addUnsubscribed({ url, apiKey }: Sandbox, phones: string[]): Promise<void> {
	for (let next = 0; next < phones.length; next += LEADS_AT_ONCE) {
		const leads = phones.slice(next, next + LEADS_AT_ONCE).map((phone) => ({
			name: 'Ada',
			phone_number: phone,
			status: 'Unsubscribed',
		}));
		const { ok } = await fetch(`${url}/v1/leads/bulk`, {
			method: 'POST',
			headers: { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' },
			body: JSON.stringify({ list_id: FIRST_LIST.id, mode: 'skip', leads }),
		});
		if (!ok) throw new Error('The sandbox did not take the leads');
	}
}

/** The rate limit applies to the second third of the calls. */
function limitInTheMiddle(sandbox: Sandbox, progress: number): void {
	const isOn = progress >= 1 / 3 && progress < 2 / 3;
	sandbox.configure({ rateLimit: isOn ? RATE_LIMIT : null });
}
