import { Client } from '../../support/apiClient';
import { useSandbox } from '../../support/sandbox';

const sandbox = useSandbox({ speed: 0 });
const client = new Client(sandbox);

const recordingUrl = async () => {
	const id = await client.callId('+14155551234');
	sandbox.advance(10 * 60_000);
	return (await client.get(`/v1/calls/${id}`)).json<{ recording_url: string }>().recording_url;
};

describe('recordings', () => {
	test('are audio at a URL that ends in mp3, with the content type true to the bytes', async () => {
		const url = await recordingUrl();
		const wav = await client.get(url);
		expect(url).toMatch(/\/\d{4}\/\d\d\/\d\d\/mp3$/);
		expect([wav.headers.get('content-type'), wav.text.slice(0, 4)]).toEqual(['audio/wav', 'RIFF']);
		sandbox.configure({ recordingFormat: 'mp3' });
		const mp3 = await fetch(url, { headers: { authorization: `Bearer ${sandbox.apiKey}` } });
		expect(mp3.headers.get('content-type')).toBe('audio/mpeg');
		const bytes = Buffer.from(await mp3.arrayBuffer());
		expect([bytes.readUInt16BE(0), bytes.length % 417]).toEqual([0xfffb, 0]);
	});

	test('need the API key, unless they are set to be open', async () => {
		const url = await recordingUrl();
		expect((await fetch(url)).status).toBe(401);
		sandbox.configure({ recordingAccess: 'open' });
		expect((await fetch(url)).status).toBe(200);
	});

	test('behind a redirect are on another host, which writes down the headers it got', async () => {
		sandbox.configure({ recordingHost: 'redirect' });
		const reply = await client.get(await recordingUrl());
		expect(reply.status).toBe(200);
		expect(sandbox.storageRequests()).toHaveLength(1);
		expect(sandbox.storageRequests()[0]!.headers).not.toHaveProperty('authorization');
	});

	test('can be on the other host directly, where a leaked key would be seen', async () => {
		sandbox.configure({ recordingHost: 'storage' });
		const url = await recordingUrl();
		expect(url.startsWith(sandbox.storageUrl)).toBe(true);
		await client.get(url);
		expect(sandbox.storageRequests()[0]!.headers.authorization).toBe(`Bearer ${sandbox.apiKey}`);
	});

	test('do not exist for a call that failed', async () => {
		const url = await recordingUrl();
		const failed = await client.callId('+14155550002');
		sandbox.finish(failed);
		const wrong = url.replace(/recordings\/[^/]+/, `recordings/${failed}`);
		expect((await client.get(wrong)).status).toBe(404);
	});
});
