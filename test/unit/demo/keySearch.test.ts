import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { searchForKey } from '../../../dev/demo/keySearch';

const KEY = 'tc_live_0123456789abcdef';
const NUMBER = '+442079460001';

describe('the search for the API key', () => {
	let userFolder: string;
	let logFile: string;

	beforeEach(async () => {
		userFolder = await mkdtemp(join(tmpdir(), 'key-search-'));
		logFile = `${userFolder}.log`;
		await mkdir(join(userFolder, '.n8n'));
		await write('.n8n/database.sqlite', `saved: ${NUMBER}`);
		await writeFile(logFile, 'Editor is now accessible');
	});
	afterEach(async () => {
		await rm(userFolder, { recursive: true });
		await rm(logFile);
	});

	test('passes when the key is nowhere', async () => {
		await expect(search()).resolves.toMatchObject({ outcome: '0 places', complaints: [] });
	});

	test('finds the key in the database, its write-ahead log and the log', async () => {
		await write('.n8n/database.sqlite', `${NUMBER} ${KEY} ${KEY}`);
		await write('.n8n/database.sqlite-wal', `Bearer ${KEY}`);
		await writeFile(logFile, KEY);

		const { outcome, complaints } = await search();

		expect(outcome).toBe('4 places');
		expect(complaints).toHaveLength(3);
	});

	test('finds a key that the database has cut in two', async () => {
		await write('.n8n/database.sqlite', `${NUMBER} ${KEY.slice(0, 15)}\0page\0${KEY.slice(15)}`);

		await expect(search()).resolves.toMatchObject({ outcome: '1 places' });
	});

	test('fails when no executions were saved', async () => {
		await write('.n8n/database.sqlite', 'empty');

		const { complaints } = await search();

		expect(complaints).toEqual([`${NUMBER} was not found either, so nothing was saved`]);
	});

	const search = async () => await searchForKey({ userFolder, logFile }, KEY, NUMBER);
	const write = async (file: string, text: string) => await writeFile(join(userFolder, file), text);
});
