import { normaliseCall } from '../../nodes/api/call';
import { hasHappened, type CallEvent } from '../../nodes/api/callEvent';

const QUEUED = { status: 'queued' };
const TALKING = { status: 'in_progress', started_at: '2026-01-01T00:00:00Z' };
const COMPLETED = { status: 'completed', call_status: 'completed' };
const BUSY = { status: 'failed', call_status: 'busy', started_at: '2026-01-01T00:00:00Z' };
const NEVER_RANG = { status: 'failed', call_status: 'dispatch_timeout', started_at: null };
const VOICEMAIL = { status: 'completed', answered_by: 'voicemail' };
const UNKNOWN = { status: 'archived', call_status: 'network-congestion' };

test.each<[CallEvent, object, string]>([
	['call.queued', QUEUED, 'yes'],
	['call.queued', COMPLETED, 'yes'],
	['call.started', QUEUED, 'notYet'],
	['call.started', TALKING, 'yes'],
	['call.started', { status: 'in_progress' }, 'yes'],
	['call.started', { status: { toString: null } }, 'notYet'],
	['call.started', COMPLETED, 'yes'],
	['call.started', BUSY, 'yes'],
	['call.started', NEVER_RANG, 'no'],
	['call.transferred', TALKING, 'yes'],
	['call.transferred', QUEUED, 'notYet'],
	['call.transferred', NEVER_RANG, 'no'],
	['call.completed', QUEUED, 'notYet'],
	['call.completed', TALKING, 'notYet'],
	['call.completed', COMPLETED, 'yes'],
	['call.completed', VOICEMAIL, 'yes'],
	['call.completed', BUSY, 'no'],
	['call.failed', TALKING, 'notYet'],
	['call.failed', BUSY, 'yes'],
	['call.failed', NEVER_RANG, 'yes'],
	['call.failed', COMPLETED, 'no'],
	['call.failed', VOICEMAIL, 'no'],
	['call.failed', { status: 'cancelled' }, 'yes'],
	['call.completed', { status: 'cancelled' }, 'no'],
	// What TopCalls names itself, where nothing that is documented speaks against it.
	['call.completed', UNKNOWN, 'yes'],
	['call.failed', UNKNOWN, 'yes'],
])('%s of a call that is %j: %s', (event, fields, happened) => {
	expect(hasHappened(event, normaliseCall({ call_id: '1', ...fields }))).toBe(happened);
});
