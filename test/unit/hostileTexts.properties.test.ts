import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** Seconds are enough for all of them; a function that is not linear would take hours. */
const KILLED_AFTER = 150_000;

test(
	'no text of a million characters, from any source, blocks n8n',
	async () => {
		const program = path.join(__dirname, 'hostileTexts.ts');
		const child = spawn(process.execPath, ['--import', 'tsx', program], { timeout: KILLED_AFTER });
		let said = '';
		child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
		child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString().slice(0, 2_000)));
		const [code] = (await once(child, 'close')) as [number | null];

		expect({ code, last: said.trim().split('\n').slice(-10) }).toEqual({
			code: 0,
			last: expect.arrayContaining(['done']) as unknown,
		});
	},
	KILLED_AFTER + 30_000,
);
