import { fields, listCatalog } from '../catalog/list';
import { searchList } from '../catalog/search';

const PATH = '/v1/voices/builtin';

export { fields };

/** GET /v1/voices/builtin, see https://docs.topcalls.ai/guides/making-calls. */
export const operation = listCatalog(PATH, 'voice');

export const searchVoices = searchList(PATH);
