const { isMainThread } = require('node:worker_threads');

// Preloaded into n8n. Its standard input is a pipe from the process that started it and closes when
// that process ends for any reason; then n8n and everything that it has started must end too.
const group = process.platform === 'win32' ? process.pid : -process.pid;
if (isMainThread) {
	process.stdin.once('close', () => process.kill(group, 'SIGKILL'));
	process.stdin.resume();
	process.stdin.unref();
}
