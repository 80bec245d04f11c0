import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withLock } from '../../../dev/n8n/installLock';

describe('the lock on an installation', () => {
	let folder: string;
	let lockFile: string;

	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'install-lock-'));
		lockFile = join(folder, 'n8n.lock');
	});
	afterEach(async () => await rm(folder, { recursive: true }));

	test('lets one in after the other', async () => {
		const steps: string[] = [];
		const install = async (name: string) =>
			await withLock(
				lockFile,
				() => steps.push(`${name} waits`),
				async () => {
					steps.push(`${name} begins`);
					await new Promise((resolve) => setImmediate(resolve));
					steps.push(`${name} ends`);
				},
			);

		const first = install('first');
		await until(() => steps.includes('first begins'));
		await Promise.all([first, install('second')]);

		expect(steps.filter((step) => !step.endsWith('waits'))).toEqual([
			'first begins',
			'first ends',
			'second begins',
			'second ends',
		]);
		expect(existsSync(lockFile)).toBe(false);
	});

	test('takes over the lock of a process that has died', async () => {
		const dead = spawnSync(process.execPath, ['-e', '']).pid;
		await writeFile(lockFile, String(dead));

		await expect(withLock(lockFile, fail, async () => 'installed')).resolves.toBe('installed');
	});

	test('lets go when the work fails', async () => {
		const work = async () => await Promise.reject(new Error('no network'));

		await expect(withLock(lockFile, fail, work)).rejects.toThrow('no network');
		expect(existsSync(lockFile)).toBe(false);
	});
});

function fail(): void {
	throw new Error('it had to wait');
}

async function until(condition: () => boolean): Promise<void> {
	while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
