import type { Resource } from '../../execution/resource';
import { get } from './get';
import { getMany } from './getMany';
import { pause } from './pause';
import { start } from './start';

export const campaign: Resource = {
	name: 'Campaign',
	value: 'campaign',
	operations: [get, getMany, pause, start],
	defaultOperation: 'start',
};
