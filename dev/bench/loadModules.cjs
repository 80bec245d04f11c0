// Run in a process of its own: loads modules as n8n does and prints what that takes. n8n's own n8n-workflow
// comes first and is not counted, since n8n has it loaded already.
require(require.resolve('n8n-workflow', { paths: [process.env.NODE_PATH] }));
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');
const heap = () => (collectGarbage(), process.memoryUsage().heapUsed);

const files = process.argv.slice(2);
const heapBefore = heap();
const start = performance.now();
const loaded = files.flatMap((file) => Object.values(require(file))).map((Type) => new Type());
const milliseconds = performance.now() - start;
const kilobytes = (heap() - heapBefore) / 1_000;
console.log(JSON.stringify({ milliseconds, kilobytes, loaded: loaded.length }));
