// Preloaded into n8n: at SIGUSR2 it collects garbage and writes down how much memory is left in use, and the CPU time.
const { renameSync, writeFileSync } = require('node:fs');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');
const { isMainThread } = require('node:worker_threads');

const file = process.env.TOPCALLS_BENCH_MEMORY;
if (isMainThread && file) {
	setFlagsFromString('--expose-gc');
	const collectGarbage = runInNewContext('gc');
	process.on('SIGUSR2', () => {
		const before = cpuMs();
		collectGarbage();
		collectGarbage();
		const usage = { ...process.memoryUsage(), cpuMs: cpuMs(), probeMs: cpuMs() - before };
		writeFileSync(`${file}.new`, JSON.stringify(usage));
		renameSync(`${file}.new`, file);
	});
}

function cpuMs() {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1_000;
}
