import type { Row } from '../row';
import { calls } from './calls';
import { executions } from './executions';
import { fairness } from './fairness';
import { importRow } from './import';
import { items } from './items';
import { packageRow } from './package';
import { rateLimit } from './rateLimit';
import { resume } from './resume';
import { safety } from './safety';
import { trigger } from './trigger';
import { waiting } from './waiting';

/** In the order in which they are run and shown. */
export const ROWS: Row[] = [
	calls,
	items,
	rateLimit,
	executions,
	fairness,
	waiting,
	resume,
	trigger,
	safety,
	importRow,
	packageRow,
];
