import { runOnce } from './runOnce';
import { runUntilInterrupted } from './runUntilInterrupted';

/** `npm run demo` runs until Ctrl-C; `npm run demo -- --once` runs the examples and exits. */
async function main(): Promise<void> {
	if (!process.argv.includes('--once')) return await runUntilInterrupted();
	if (!(await runOnce())) process.exitCode = 1;
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
