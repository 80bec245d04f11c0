import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { type FaultAction, fictionalNumbers } from '../../dev/sandbox';
import { recordingIn } from '../../dev/sandbox/recording';
import { storeFilesOnDisk } from './binaryStore';
import { runNode } from './runNode';
import { useSandbox } from '../support/sandbox';
import { makeNode, topCallsNode } from '../../dev/environment/workflow';

const LIFE_OF_A_CALL = 10 * 60_000;
const FILE_STORE = { host: 'storage' } as const;
const WAV = recordingIn('wav').bytes;

const sandbox = useSandbox({ speed: 0 });

/** Places calls and returns their IDs. */
async function place(...phones: string[]): Promise<string[]> {
	const items = phones.map((phone) => ({ phone }));
	const { itemsOf } = await runNode(sandbox, makeNode(), items);
	return itemsOf('TopCalls').map(({ json }) => json.call_id as string);
}

async function endedCalls(...phones: string[]): Promise<string[]> {
	const ids = await place(...phones);
	sandbox.advance(LIFE_OF_A_CALL);
	return ids;
}

const endedCall = async (phone = '+14155551234') => (await endedCalls(phone))[0] as string;

const download = async (callId: string, more: INodeParameters = {}) =>
	await downloadAll([callId], more);

/** Includes error items. */
const downloadAll = async (ids: string[], more: INodeParameters = {}, continues = false) =>
	await runNode(
		sandbox,
		topCallsNode(
			{
				resource: 'call',
				operation: 'downloadRecording',
				callId: '={{ $json.id }}',
				...more,
			},
			continues ? { onError: 'continueRegularOutput' } : {},
		),
		ids.map((id) => ({ id })),
	);

const bytesOf = (item: INodeExecutionData | undefined) =>
	Buffer.from(item?.binary?.data?.data ?? '', 'base64');

describe('Download Recording', () => {
	test.each([
		['wav', 'audio/wav'],
		['mp3', 'audio/mpeg'],
	] as const)('gives the %s file with its bytes, type and name', async (format, mimeType) => {
		sandbox.configure({ recordingFormat: format });
		const id = await endedCall();
		const { itemsOf } = await download(id);
		const [item] = itemsOf('TopCalls');

		expect(item?.json).toMatchObject({ call_id: id, outcome: 'completed' });
		expect(item?.binary?.data).toMatchObject({ mimeType, fileName: `${id}.${format}` });
		expect(bytesOf(item)).toEqual(recordingIn(format).bytes);
	});

	test('puts the file into the selected field', async () => {
		const { itemsOf } = await download(await endedCall(), { binaryPropertyName: 'talk' });

		expect(Object.keys(itemsOf('TopCalls')[0]?.binary ?? {})).toEqual(['talk']);
	});

	test.each(['redirect', 'storage'] as const)(
		'the API key is not shown to another host (%s)',
		async (recordingHost) => {
			sandbox.configure({ recordingHost });
			const { itemsOf, error } = await download(await endedCall());

			expect(error).toBeUndefined();
			expect(itemsOf('TopCalls')[0]?.binary?.data?.mimeType).toBe('audio/wav');
			expect(sandbox.storageRequests()).toHaveLength(1);
			expect(JSON.stringify(sandbox.storageRequests())).not.toContain(sandbox.apiKey);
			expect(sandbox.storageRequests()[0]?.headers).not.toHaveProperty('authorization');
		},
	);

	test('of a call that has not ended says to wait for its end', async () => {
		const id = (await place('+14155551234'))[0] as string;
		const { error } = await download(id);

		expect(error?.message).toBe(`Call ${id} has no recording yet: it has not ended [item 0]`);
		expect(error?.description).toContain('Wait for its end');
	});

	test('of a call that has just ended says when the recording will be there', async () => {
		const id = (await place('+14155551234'))[0] as string;
		sandbox.advance(4_000);
		sandbox.finish(id);
		const { error } = await download(id);

		expect(error?.message).toBe(`Call ${id} has no recording yet [item 0]`);
		expect(error?.description).toContain('about 15 seconds');
	});

	test('of a call that nobody answered names its outcome', async () => {
		const id = await endedCall('+14155550002');
		const { error } = await download(id);

		expect(error?.message).toBe(`Call ${id} has no recording: its outcome is busy [item 0]`);
	});

	test('of a file that is gone says so', async () => {
		const id = await endedCall();
		sandbox.fault({ when: { path: '/recordings/**' }, do: { status: 410 } });

		expect((await download(id)).error?.message).toBe('The recording is no longer there [item 0]');
	});
});

describe('A failing file store', () => {
	beforeEach(() => sandbox.configure({ recordingHost: 'storage' }));

	const answer = (status: number, headers?: Record<string, string>): FaultAction => ({
		status,
		headers,
		body: { title: 'Request has expired' },
	});

	test.each([401, 403, 404, 410])(
		'39 files of 40 are downloaded although it answers %d to one, and the API key is not blamed',
		async (status) => {
			const ids = await endedCalls(...fictionalNumbers(40));
			const bad = ids[3] as string;
			const when = { host: 'storage', path: `/recordings/${bad}/**` } as const;
			sandbox.fault({ when, do: answer(status) });
			const { itemsOf, error } = await downloadAll(ids, {}, true);

			expect(error).toBeUndefined();
			const items = itemsOf('TopCalls');
			expect(items.filter(({ binary }) => binary)).toHaveLength(39);
			expect(items[3]?.json.message).toContain(`call_id: ${bad}`);
			const told = JSON.stringify(items[3]?.json);
			expect(told).toMatch(/file store at 127\.0\.0\.1|no longer there/);
			expect(told).not.toMatch(/key|Not sent|scope/);
		},
	);

	test('39 files of 40 are downloaded, and other requests continue, while it refuses one because it is too busy', async () => {
		const ids = await endedCalls(...fictionalNumbers(40));
		const when = { host: 'storage', path: `/recordings/${ids[0]}/**` } as const;
		// So long that nobody waits for it.
		sandbox.fault({ when, do: answer(429, { 'retry-after': '3600' }) });
		const { itemsOf } = await downloadAll(ids, {}, true);

		const items = itemsOf('TopCalls');
		expect(items.filter(({ binary }) => binary)).toHaveLength(39);
		expect(items[0]?.json.error).toBe(
			'The file store at 127.0.0.1 accepts no more requests for now',
		);
	});

	test.each<[string, FaultAction]>([
		['HTTP 503', answer(503, { 'retry-after': '0' })],
		['HTTP 429', answer(429, { 'retry-after': '0' })],
		['a cut connection', 'cutBefore'],
		['a connection that breaks half-way', 'cutDuring'],
	])('after %s the file is fetched again, completely', async (_, action) => {
		const id = await endedCall();
		sandbox.fault({ when: FILE_STORE, first: 1, do: action });
		const { itemsOf, error } = await download(id);

		expect(error).toBeUndefined();
		expect(bytesOf(itemsOf('TopCalls')[0])).toEqual(WAV);
		expect(sandbox.storageRequests()).toHaveLength(2);
	});

	test.each<[string, FaultAction, string]>([
		['a web page', file('text/html', '<!DOCTYPE html><html></html>'), 'a web page'],
		[
			'a web page that claims to be audio',
			file('audio/mpeg', ' <html><body>Sign in'),
			'a web page',
		],
		['JSON', file('application/json', '{"error":"expired"}'), 'JSON'],
		['XML', file('application/xml', '<?xml version="1.0"?><Error/>'), 'XML'],
		['a text', file('audio/wav', 'The recording is being processed.'), 'a text'],
		['nothing', { status: 200, body: '' }, 'an empty file'],
		['HTTP 204', { status: 204 }, 'an answer without a file (HTTP 204)'],
		['HTTP 206', { status: 206, body: 'RIFF' }, 'a part of a file (HTTP 206)'],
		['HTTP 202', { status: 202, body: {} }, 'an answer with HTTP 202'],
	])('%s is not saved as a recording', async (_, action, what) => {
		const id = await endedCall();
		sandbox.fault({ when: FILE_STORE, do: action });
		const { error, itemsOf } = await download(id);

		expect(error?.message).toBe(`This is not a recording: 127.0.0.1 returned ${what} [item 0]`);
		expect(error?.description).toContain('recording_url');
		expect(itemsOf('TopCalls')).toEqual([]);
		expect(sandbox.storageRequests()).toHaveLength(1);
	});

	function file(type: string, body: string): FaultAction {
		return { status: 200, headers: { 'content-type': type }, body };
	}

	test('a recording with another media type is recognized', async () => {
		const id = await endedCall();
		sandbox.fault({
			when: FILE_STORE,
			do: {
				status: 200,
				headers: { 'content-type': 'text/plain' },
				body: 'ID3\x04\0\0\0\0\0\0'.repeat(9),
			},
		});
		const { itemsOf } = await download(id);

		expect(itemsOf('TopCalls')[0]?.binary?.data).toMatchObject({
			mimeType: 'audio/mpeg',
			fileName: `${id}.mp3`,
		});
	});
});

describe('A very large recording', () => {
	test('is refused with a clear message if n8n collects files in memory', async () => {
		sandbox.configure({ recordingHost: 'storage', recordingBytes: 150_000_000 });
		const { error, itemsOf } = await download(await endedCall());

		expect(error?.message).toBe(
			'The recording is larger than 100 MB, and this n8n collects files in memory [item 0]',
		);
		expect(error?.description).toContain('N8N_DEFAULT_BINARY_DATA_MODE=filesystem');
		expect(itemsOf('TopCalls')).toEqual([]);
	});

	test('goes to disk piece by piece where n8n stores files on disk', async () => {
		const size = 150_000_000;
		const store = await storeFilesOnDisk();
		sandbox.configure({ recordingHost: 'storage', recordingBytes: size });
		const id = await endedCall();
		const buffered = () => process.memoryUsage().arrayBuffers;
		const before = buffered();
		let most = 0;
		const probe = setInterval(() => (most = Math.max(most, buffered() - before)), 10);
		const { itemsOf, error } = await download(id);
		clearInterval(probe);

		expect(error).toBeUndefined();
		const file = itemsOf('TopCalls')[0]?.binary?.data;
		expect(file?.data).toBe('filesystem-v2');
		expect(await store.sizeOf(file?.id)).toBe(size);
		expect(most).toBeLessThan(size / 2);
		store.remove();
	});
});
