import { fields, listCatalog } from '../catalog/list';
import { searchList } from '../catalog/search';

const PATH = '/v1/models';

export { fields };

/** GET /v1/models, see https://docs.topcalls.ai/guides/making-calls. */
export const operation = listCatalog(PATH, 'model');

export const searchModels = searchList(PATH);
