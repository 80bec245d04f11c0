import type { SandboxSettings } from '../settings';

/** A time as the API writes it. */
export function writeTime(at: number, form: SandboxSettings['timeForm']): string | number {
	switch (form) {
		case 'iso':
			return new Date(at).toISOString();
		case 'no zone':
			return new Date(at).toISOString().slice(0, -1);
		case 'seconds':
			return at / 1_000;
		case 'milliseconds':
			return at;
	}
}
