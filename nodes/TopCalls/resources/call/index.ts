import type { Resource } from '../../execution/resource';
import { cancel } from './cancel';
import { downloadRecording } from './downloadRecording';
import { get } from './get';
import { getMany } from './getMany';
import { make } from './make';
import { makeAndWait } from './makeAndWait';
import { stop } from './stop';

export const call: Resource = {
	name: 'Call',
	value: 'call',
	operations: [cancel, downloadRecording, get, getMany, make, makeAndWait, stop],
	defaultOperation: 'makeAndWait',
};
