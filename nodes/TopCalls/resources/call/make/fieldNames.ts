import { labelsOf } from '../../../fields/readFields';
import { callFields, eventFields } from './fields';
import { optionsField } from './options';

/** The API's names of the request's fields, as the editor calls them. */
export const FIELD_NAMES = labelsOf([...callFields, ...eventFields, optionsField]);
