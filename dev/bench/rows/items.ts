import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { makeNode } from '../../environment';
import { fictionalNumbers } from '../../sandbox';
import type { Environments } from '../environments';
import type { Figures } from '../figures';
import { memoryOf, probedEnvironment } from '../memory';
import { atMost, type Goal, type Row } from '../row';
import { itemsOfBody, makeCalls, publishWithWebhook } from '../workflows';

const SIZES = [1_000, 10_000, 50_000];
/** There are fewer numbers for fiction than that, so some people are called twice: once for each item. */
const NUMBERS = fictionalNumbers(20_000);
const WARM_UP = 2_000;
const LOOK_MS = 20;

const nameOf = (size: number) => `${size.toLocaleString('en-US')} items`;

/** Whether an item costs more in a large execution than in a small one. */
export const items: Row = {
	name: 'items',
	title: 'Executions of many items',
	how: `One execution makes a call for each of its items: Webhook → Split Out → TopCalls, without a rate limit. CPU time is that of n8n's
main process, from the request to the webhook to its answer. Heap is what the process holds more than before, right after forced
garbage collection, when nine tenths of the calls are placed. Both are divided by the number of items and contain all of n8n's own work, such
as saving the execution. Each measurement has an n8n of its own, which has first run executions of ${WARM_UP.toLocaleString('en-US')} items and of one.`,
	columns: [
		{ key: 'seconds', title: 'time (s)', digits: 1 },
		{ key: 'cpu', title: 'CPU for each item (ms)', digits: 2 },
		{ key: 'heap', title: 'heap for each item (kB)', digits: 1 },
	],
	goals: SIZES.flatMap((size, index) =>
		SIZES.slice(0, index).flatMap((less) => [
			compared('CPU', 'cpu', size, less),
			compared('Heap', 'heap', size, less),
		]),
	),
	remarks: [],
	warmUp: false,

	async prepare(environments) {
		return SIZES.map((size) => ({
			name: nameOf(size),
			measure: async () => await measure(environments, size),
		}));
	},
};

function compared(what: string, key: 'cpu' | 'heap', size: number, less: number): Goal {
	return {
		title: `${what} for each of ${nameOf(size)} ÷ of ${nameOf(less)}`,
		...atMost(1.2),
		figure: (of) => Number(of(nameOf(size))[key]) / Number(of(nameOf(less))[key]),
		digits: 2,
	};
}

async function measure(environments: Environments, size: number): Promise<Figures> {
	const file = join(dirname(environments.tarball), 'memory.json');
	const environment = await environments.own({ n8nEnv: probedEnvironment(file) });
	try {
		const published = await publishWithWebhook(environment, 'Items', [itemsOfBody(), makeNode()]);
		await makeCalls(published, numbersOf(WARM_UP));
		// n8n holds the data of its last execution: this releases those of the warm-up.
		await makeCalls(published, numbersOf(1));
		environment.sandbox.reset();

		const before = await memoryOf(environment, file);
		const running = makeCalls(published, numbersOf(size));
		while (environment.sandbox.placed() < 0.9 * size) await delay(LOOK_MS);
		const during = await memoryOf(environment, file);
		const seconds = (await running) / 1_000;
		const after = await memoryOf(environment, file);
		return {
			seconds,
			cpu: (after.cpuMs - before.cpuMs - during.probeMs) / size,
			heap: (during.heap - before.heap) / size / 1_000,
		};
	} finally {
		await environments.close(environment);
	}
}

function numbersOf(size: number): string[] {
	return Array.from({ length: size }, (_, index) => NUMBERS[index % NUMBERS.length] ?? '');
}
