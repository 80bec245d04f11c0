import { join } from 'node:path';
import { testOnN8n } from '../../dev/environment';

/** `npm run test:e2e -- [--n8n <version>] [jest's arguments]`; exits with jest's exit code. */
testOnN8n(join(__dirname, 'jest.config.mjs'), process.argv.slice(2)).then(
	(code) => (process.exitCode = code),
	(error: Error) => {
		console.error(error.message);
		process.exitCode = 1;
	},
);
