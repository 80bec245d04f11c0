// Preloaded into n8n: at SIGUSR2 it collects garbage and writes down how much memory is left in use.
const { renameSync, writeFileSync } = require('node:fs');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');
const { isMainThread } = require('node:worker_threads');

const file = process.env.TOPCALLS_BENCH_MEMORY;
if (isMainThread && file) {
	setFlagsFromString('--expose-gc');
	const collectGarbage = runInNewContext('gc');
	process.on('SIGUSR2', () => {
		collectGarbage();
		collectGarbage();
		writeFileSync(`${file}.new`, JSON.stringify(process.memoryUsage()));
		renameSync(`${file}.new`, file);
	});
}
