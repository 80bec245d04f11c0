import { BinaryDataConfig, BinaryDataService } from 'n8n-core';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** n8n's container of services, of which npm may install several; this is the one that n8n-core uses. */
const { Container } = createRequire(require.resolve('n8n-core'))('@n8n/di') as {
	Container: { get<T>(service: new (...needs: never[]) => T): T };
};

/** Lets n8n store files on disk, as it does by default; other tests have them in memory. */
export async function storeFilesOnDisk(): Promise<{
	/** @returns bytes */
	sizeOf(binaryDataId: string | undefined): Promise<number>;
	remove(): void;
}> {
	const localStoragePath = mkdtempSync(join(tmpdir(), 'topcalls-files-'));
	Object.assign(Container.get(BinaryDataConfig), { localStoragePath, mode: 'filesystem' });
	const service = Container.get(BinaryDataService);
	await service.init();
	return {
		sizeOf: async (id) => (await service.getMetadata(id ?? '')).fileSize,
		remove: () => rmSync(localStoragePath, { recursive: true }),
	};
}
