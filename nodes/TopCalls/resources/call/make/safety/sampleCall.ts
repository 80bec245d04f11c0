import type { IDataObject } from 'n8n-workflow';

/** When the sample call took place: always the same, so that two runs output the same. */
const BEGAN = Date.UTC(2026, 0, 5, 17, 30);

/**
 * A completed call as GET /v1/calls/{call_id} returns it, although nobody was called.
 *
 * @param body of the call that would have been made
 * @see https://docs.topcalls.ai/api-reference/calls/get-call-details
 */
export function sampleCall(body: IDataObject): IDataObject {
	const number = String(body.phone_number);
	const said = [
		['assistant', body.first_sentence ?? 'Hello, this is a sample call. Nobody was called.'],
		['user', 'Hi! Yes, this is a good time.'],
		['assistant', 'Great. Does tomorrow at 3 PM still work for you?'],
		['user', 'Yes, that works. See you then.'],
		['assistant', 'Thank you. Goodbye!'],
	];
	return {
		call_id: `sample-${number.replace(/\D/g, '')}`,
		sample: true,
		phone_number: number,
		from_phone_number: body.from_number ?? null,
		status: 'completed',
		call_status: 'completed',
		answered_by: 'human',
		duration: 0.5,
		transcript: said.map(([user, text], index) => ({
			id: index + 1,
			user,
			text,
			created_at: timeAfter(6 * index),
		})),
		recording_url: null,
		call_summary: 'Sample: the person confirmed the appointment for tomorrow at 3 PM.',
		error_message: null,
		campaign_id: null,
		lead_id: null,
		completed: true,
		created_at: timeAfter(-5),
		started_at: timeAfter(0),
		end_at: timeAfter(30),
		metadata: {},
	};
}

function timeAfter(seconds: number): string {
	return new Date(BEGAN + seconds * 1_000).toISOString();
}
