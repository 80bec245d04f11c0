import type { Call } from '../calls/call';
import { isCompleted } from '../calls/lifeCycle';
import { notFound } from '../calls/problem';
import { recordingIn } from '../recording';
import type { World } from '../world';
import type { Answer } from './answer';
import type { ApiRoute } from './serve';

/** The recording on the API host, or the redirect to where it is. */
export function recordingRoutes({ callSimulator, settings, hosts }: World): ApiRoute[] {
	return [
		{
			method: 'GET',
			url: '/recordings/:id/:year/:month/:day/mp3',
			scope: 'calls:read',
			isOpen: () => settings.recordingAccess === 'open',
			run({ params }): Answer {
				const call = callSimulator.get(params.id!);
				if (!isRecorded(call)) throw notFound('Recording');
				if (settings.recordingHost === 'redirect') {
					const { id, year, month, day } = params;
					const location = `${hosts.storage}/recordings/${id}/${year}/${month}/${day}/mp3`;
					return { status: 302, headers: { location }, body: '' };
				}
				const { contentType, bytes } = recordingIn(settings.recordingFormat);
				return { status: 200, headers: { 'content-type': contentType }, body: bytes };
			},
		},
	];
}

function isRecorded(call: Call): boolean {
	return call.stage === 'processed' && isCompleted(call);
}
