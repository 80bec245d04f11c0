import type { INodeListSearchItems } from 'n8n-workflow';

import { normalizeCall, type Call } from '../../shared/call/call';
import { LARGEST_PAGE } from '../../shared/call/requests';
import { parseTime } from '../../shared/time';
import { searchList, type Opened } from '../../shared/listSearch/listSearch';
import { parsePhoneNumberFromString } from '../../shared/vendor/libphonenumber';

const latestCalls = {
	path: '/v1/calls',
	queryFor: () => ({ limit: LARGEST_PAGE }),
	scope: 'calls:read',
	plural: 'calls',
	read: normalizeCall,
};

/** The latest calls. GET /v1/calls, see https://docs.topcalls.ai/api-reference/calls/list-calls. */
export const searchCalls = searchList({ ...latestCalls, item: itemFor });

/** The latest calls that have not ended. */
export const searchOpenCalls = searchList({
	...latestCalls,
	item: (call, opened) => (call.ended ? undefined : itemFor(call, opened)),
});

/** Such as “+1 415 555 0101 – completed – today 3:04 PM”. */
function itemFor(call: Call, opened: Opened): INodeListSearchItems {
	const { call_id: value, phone_number: number, outcome, status } = call;
	const at = parseTime(call.started_at) ?? parseTime(call.created_at);
	const parts = [
		typeof number === 'string' ? spaced(number) : value,
		outcome ?? status,
		at === undefined ? undefined : timeFrom(at, opened),
	];
	return { name: parts.filter(Boolean).map(String).join(' – '), value };
}

function spaced(number: string): string {
	return parsePhoneNumberFromString(number)?.formatInternational() ?? number;
}

const DAY_MS = 86_400_000;

/** A time as people say it: today or yesterday with the time, or the date with the time. */
function timeFrom(at: number, { now, timeZone }: Opened): string {
	const text = (time: number, style: Intl.DateTimeFormatOptions) =>
		new Intl.DateTimeFormat('en-US', { ...style, timeZone }).format(time);
	const date = (time: number) => text(time, { dateStyle: 'medium' });
	const near = { [date(now - DAY_MS)]: 'yesterday', [date(now)]: 'today' };
	const spoken = `${near[date(at)] ?? date(at)} ${text(at, { timeStyle: 'short' })}`;
	// Node.js puts a narrow space before PM, which nobody types into the search box.
	return spoken.replace(/\s/g, ' ');
}
