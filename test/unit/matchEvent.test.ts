import { normalizeCall } from '../../nodes/shared/call/call';
import { matchEvent, type CallEvent } from '../../nodes/shared/call/events';

const NOW = Date.parse('2026-01-01T12:00:00Z');
const ago = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();

const QUEUED = { status: 'queued', created_at: ago(1) };
const TALKING = { status: 'in_progress', started_at: ago(1), created_at: ago(2) };
const COMPLETED = { status: 'completed', call_status: 'completed', end_at: ago(1) };
const BUSY = { status: 'failed', call_status: 'busy', started_at: ago(1) };
const NEVER_RANG = { status: 'failed', call_status: 'dispatch_timeout', started_at: null };
const VOICEMAIL = { status: 'completed', answered_by: 'voicemail' };
const UNKNOWN = { status: 'archived', call_status: 'network-congestion', end_at: ago(1) };
const DAY = 24 * 60;

test.each<[CallEvent, object, string]>([
	['call.queued', QUEUED, 'yes'],
	['call.queued', { ...QUEUED, created_at: ago(3 * DAY) }, 'yes'],
	['call.queued', { ...COMPLETED, created_at: ago(100) }, 'yes'],
	['call.queued', { ...COMPLETED, created_at: ago(200) }, 'no'],
	['call.queued', { ...TALKING, created_at: ago(200) }, 'no'],
	['call.queued', COMPLETED, 'yes'],
	['call.started', QUEUED, 'notYet'],
	['call.started', TALKING, 'yes'],
	['call.started', { ...TALKING, started_at: ago(DAY) }, 'yes'],
	['call.started', { status: 'in_progress' }, 'yes'],
	['call.started', { status: 'archived', call_status: 'answered' }, 'yes'],
	['call.started', { status: { toString: null } }, 'notYet'],
	['call.started', COMPLETED, 'yes'],
	['call.started', { ...COMPLETED, end_at: ago(200) }, 'no'],
	['call.started', BUSY, 'yes'],
	['call.started', NEVER_RANG, 'no'],
	['call.transferred', TALKING, 'yes'],
	['call.transferred', QUEUED, 'notYet'],
	['call.transferred', NEVER_RANG, 'no'],
	['call.transferred', BUSY, 'no'],
	['call.transferred', COMPLETED, 'yes'],
	['call.transferred', { ...COMPLETED, end_at: ago(200) }, 'no'],
	['call.completed', QUEUED, 'notYet'],
	['call.completed', TALKING, 'notYet'],
	['call.completed', COMPLETED, 'yes'],
	['call.completed', { ...COMPLETED, end_at: ago(DAY - 1) }, 'yes'],
	['call.completed', { ...COMPLETED, end_at: ago(DAY + 1) }, 'no'],
	['call.completed', { ...COMPLETED, end_at: null, created_at: ago(30 * DAY) }, 'no'],
	['call.completed', VOICEMAIL, 'yes'],
	['call.completed', BUSY, 'no'],
	['call.failed', TALKING, 'notYet'],
	['call.failed', BUSY, 'yes'],
	['call.failed', { ...BUSY, started_at: ago(2 * DAY) }, 'no'],
	['call.failed', NEVER_RANG, 'yes'],
	['call.failed', { ...NEVER_RANG, answered_by: 'unknown' }, 'yes'],
	['call.failed', { status: 'failed', call_status: 'congestion', answered_by: 'human' }, 'yes'],
	['call.failed', COMPLETED, 'no'],
	['call.failed', VOICEMAIL, 'no'],
	['call.failed', { status: 'cancelled' }, 'yes'],
	['call.completed', { status: 'cancelled' }, 'no'],
	['call.completed', { status: 'completed', call_status: 'no-answer' }, 'no'],
	['call.failed', { status: 'completed', call_status: 'no-answer' }, 'yes'],
	// An end that nobody has documented is what it turns out to be, and only that.
	['call.failed', UNKNOWN, 'yes'],
	['call.completed', UNKNOWN, 'notYet'],
	['call.completed', { ...UNKNOWN, completed: true }, 'no'],
	['call.completed', { ...UNKNOWN, answered_by: 'human' }, 'yes'],
	['call.failed', { ...UNKNOWN, completed: true, transcript: 'AI: Hello' }, 'no'],
])('%s of a call that is %j: %s', (event, fields, happened) => {
	expect(matchEvent(event, normalizeCall({ call_id: '1', ...fields }), NOW)).toBe(happened);
});
