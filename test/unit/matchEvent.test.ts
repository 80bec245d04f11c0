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
	['call.queued', QUEUED, 'match'],
	['call.queued', { ...QUEUED, created_at: ago(3 * DAY) }, 'match'],
	['call.queued', { ...COMPLETED, created_at: ago(100) }, 'match'],
	['call.queued', { ...COMPLETED, created_at: ago(200) }, 'mismatch'],
	['call.queued', { ...TALKING, created_at: ago(200) }, 'mismatch'],
	['call.queued', COMPLETED, 'match'],
	['call.started', QUEUED, 'pending'],
	['call.started', TALKING, 'match'],
	['call.started', { ...TALKING, started_at: ago(DAY) }, 'match'],
	['call.started', { status: 'in_progress' }, 'match'],
	['call.started', { status: 'archived', call_status: 'answered' }, 'match'],
	['call.started', { status: { toString: null } }, 'pending'],
	['call.started', COMPLETED, 'match'],
	['call.started', { ...COMPLETED, end_at: ago(200) }, 'mismatch'],
	['call.started', BUSY, 'match'],
	['call.started', NEVER_RANG, 'mismatch'],
	['call.transferred', TALKING, 'match'],
	['call.transferred', QUEUED, 'pending'],
	['call.transferred', NEVER_RANG, 'mismatch'],
	['call.transferred', BUSY, 'mismatch'],
	['call.transferred', COMPLETED, 'match'],
	['call.transferred', { ...COMPLETED, end_at: ago(200) }, 'mismatch'],
	['call.completed', QUEUED, 'pending'],
	['call.completed', TALKING, 'pending'],
	['call.completed', COMPLETED, 'match'],
	['call.completed', { ...COMPLETED, end_at: ago(DAY - 1) }, 'match'],
	['call.completed', { ...COMPLETED, end_at: ago(DAY + 1) }, 'mismatch'],
	['call.completed', { ...COMPLETED, end_at: null, created_at: ago(30 * DAY) }, 'mismatch'],
	['call.completed', VOICEMAIL, 'match'],
	['call.completed', BUSY, 'mismatch'],
	['call.failed', TALKING, 'pending'],
	['call.failed', BUSY, 'match'],
	['call.failed', { ...BUSY, started_at: ago(2 * DAY) }, 'mismatch'],
	['call.failed', NEVER_RANG, 'match'],
	['call.failed', { ...NEVER_RANG, answered_by: 'unknown' }, 'match'],
	// It may have waited in a queue since it was created.
	['call.failed', { ...NEVER_RANG, created_at: ago(2 * DAY) }, 'match'],
	['call.failed', { ...NEVER_RANG, created_at: ago(8 * DAY) }, 'mismatch'],
	['call.completed', { ...COMPLETED, end_at: null, created_at: ago(6 * DAY) }, 'match'],
	['call.completed', { ...COMPLETED, end_at: 'soon', created_at: ago(8 * DAY) }, 'mismatch'],
	['call.started', { ...COMPLETED, end_at: null, created_at: ago(2 * DAY) }, 'match'],
	['call.failed', { status: 'failed', call_status: 'congestion', answered_by: 'human' }, 'match'],
	['call.failed', COMPLETED, 'mismatch'],
	['call.failed', VOICEMAIL, 'mismatch'],
	['call.failed', { status: 'cancelled' }, 'match'],
	['call.completed', { status: 'cancelled' }, 'mismatch'],
	['call.completed', { status: 'completed', call_status: 'no-answer' }, 'mismatch'],
	['call.failed', { status: 'completed', call_status: 'no-answer' }, 'match'],
	// An undocumented end matches exactly one event.
	['call.failed', UNKNOWN, 'match'],
	['call.completed', UNKNOWN, 'pending'],
	['call.completed', { ...UNKNOWN, completed: true }, 'mismatch'],
	['call.completed', { ...UNKNOWN, answered_by: 'human' }, 'match'],
	['call.failed', { ...UNKNOWN, completed: true, transcript: 'AI: Hello' }, 'mismatch'],
])('%s of a call that is %j: %s', (event, fields, happened) => {
	expect(matchEvent(event, normalizeCall({ call_id: '1', ...fields }), NOW)).toBe(happened);
});
