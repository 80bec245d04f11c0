import { fields, listCatalog } from '../../execution/listCatalog';
import { searchList } from '../../listSearch/searchCatalog';

const PATH = '/v1/models';

export { fields };

/** GET /v1/models, see https://docs.topcalls.ai/guides/making-calls. */
export const operation = listCatalog(PATH, 'model');

export const searchModels = searchList(PATH);
