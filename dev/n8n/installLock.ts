import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Runs `work` while no other process holds the same lock file; a lock of a dead process is taken over. */
export async function withLock<T>(
	lockFile: string,
	onWait: () => void,
	work: () => Promise<T>,
): Promise<T> {
	await mkdir(dirname(lockFile), { recursive: true });
	let announced = false;
	while (!(await take(lockFile))) {
		if (await isStale(lockFile)) {
			await discard(lockFile);
			continue;
		}
		if (!announced) onWait();
		announced = true;
		await delay(1000);
	}
	try {
		return await work();
	} finally {
		await rm(lockFile, { force: true });
	}
}

async function take(lockFile: string): Promise<boolean> {
	try {
		await writeFile(lockFile, String(process.pid), { flag: 'wx' });
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
		throw error;
	}
}

async function isStale(lockFile: string): Promise<boolean> {
	const owner = Number(await readFile(lockFile, 'utf8').catch(() => ''));
	// Empty: its owner is about to write its process ID, or has just released it.
	if (!owner) return false;
	try {
		process.kill(owner, 0);
		return false;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'ESRCH';
	}
}

/** Moved away before it is deleted: of two processes that find the same stale lock only one succeeds. */
async function discard(lockFile: string): Promise<void> {
	const moved = `${lockFile}.stale-${process.pid}`;
	await rename(lockFile, moved).catch(() => undefined);
	await rm(moved, { force: true });
}
