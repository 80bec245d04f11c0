import type { Row } from '../row';
import { calls } from './calls';
import { importRow } from './import';
import { packageRow } from './package';
import { rateLimit } from './rateLimit';
import { resume } from './resume';
import { safety } from './safety';
import { trigger } from './trigger';
import { waiting } from './waiting';

/** In the order in which they are run and shown. */
export const ROWS: Row[] = [
	calls,
	rateLimit,
	waiting,
	resume,
	trigger,
	safety,
	importRow,
	packageRow,
];
