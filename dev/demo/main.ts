import { runOnce } from './runOnce';
import { stay } from './stay';

/** `npm run demo` stays until Ctrl-C; `npm run demo -- --once` runs the examples and exits. */
async function main(): Promise<void> {
	if (!process.argv.includes('--once')) return await stay();
	if (!(await runOnce())) process.exitCode = 1;
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
