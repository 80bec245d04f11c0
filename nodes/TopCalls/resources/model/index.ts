import { searchCatalog } from '../../listSearch/searchCatalog';
import type { Resource } from '../../execution/resource';
import { listOperation } from '../catalog';

const PATH = '/v1/models';

/** GET /v1/models, see https://docs.topcalls.ai/guides/making-calls. */
export const model: Resource = {
	name: 'Model',
	value: 'model',
	operations: [listOperation(PATH, 'model', 'Get the language models a call can be made with')],
	defaultOperation: 'list',
};

export const searchModels = searchCatalog(PATH);
