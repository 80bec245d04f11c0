import type { IRequestOptions } from 'n8n-workflow';

import { startSandbox } from '../../dev/sandbox';
import { oddServer, realContext } from './realClient';

/** Sends a request as n8n's HTTP Request node does with the credential chosen as a predefined one. */
async function httpRequest(baseUrl: string, uri: string) {
	const options: IRequestOptions = {
		uri,
		method: 'GET',
		headers: {},
		json: false,
		followRedirect: true,
		resolveWithFullResponse: true,
		simple: false,
	};
	const context = realContext(baseUrl);
	return (await context.helpers.requestWithAuthentication.call(
		context,
		'topCallsApi',
		options,
	)) as { statusCode: number; body: string };
}

test('the credential works in n8n’s HTTP Request node', async () => {
	const sandbox = await startSandbox({ speed: 0 });

	expect(await httpRequest(sandbox.url, `${sandbox.url}/v1/calls`)).toMatchObject({
		statusCode: 200,
	});
	await sandbox.stop();
});

test('there, too, a redirect to another host does not get the key', async () => {
	const stranger = await oddServer((response) => response.end('{}'));
	const home = await oddServer((response) =>
		response.writeHead(302, { location: stranger.url.replace('127.0.0.1', 'localhost') }).end(),
	);

	await httpRequest(home.url, `${home.url}/v1/calls`);

	expect(home.requests.map(({ authorization }) => authorization)).toEqual([
		'Bearer tc_live_sandbox',
	]);
	expect(stranger.requests.map(({ authorization }) => authorization)).toEqual([undefined]);
	await Promise.all([home.stop(), stranger.stop()]);
});
