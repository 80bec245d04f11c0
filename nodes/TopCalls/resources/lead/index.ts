import type { Resource } from '../../execution/resource';
import { create } from './create';
import { deleteLead } from './delete';
import { deleteMany } from './deleteMany';
import { get } from './get';
import { getMany } from './getMany';
import { importLeads } from './import';
import { update } from './update';

export const lead: Resource = {
	name: 'Lead',
	value: 'lead',
	operations: [create, deleteLead, deleteMany, get, getMany, importLeads, update],
	defaultOperation: 'create',
};
