import type { Resource } from '../../execution/resource';
import { get } from './get';
import { getMany } from './getMany';

export const phoneNumber: Resource = {
	name: 'Phone Number',
	value: 'phoneNumber',
	operations: [get, getMany],
	defaultOperation: 'getMany',
};
