import { join } from 'node:path';
import { testOnN8n } from '../../dev/environment';
import { findPrograms } from './programs';

/** `npm run test:queue -- [--n8n <version>] [jest's arguments]`; exits with jest's exit code. */
async function main(args: string[]): Promise<number> {
	await findPrograms(console.log);
	return await testOnN8n(join(__dirname, 'jest.config.mjs'), args);
}

main(process.argv.slice(2)).then(
	(code) => (process.exitCode = code),
	(error: Error) => {
		console.error(error.message);
		process.exitCode = 1;
	},
);
