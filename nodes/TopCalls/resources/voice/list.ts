import { fields, listCatalog } from '../../execution/listCatalog';
import { searchList } from '../../listSearch/searchCatalog';

const PATH = '/v1/voices/builtin';

export { fields };

/** GET /v1/voices/builtin, see https://docs.topcalls.ai/guides/making-calls. */
export const operation = listCatalog(PATH, 'voice');

export const searchVoices = searchList(PATH);
