import { searchCatalog } from '../../listSearch/searchCatalog';
import type { Resource } from '../../execution/resource';
import { listOperation } from '../catalog';

const PATH = '/v1/voices/builtin';

/** GET /v1/voices/builtin, see https://docs.topcalls.ai/guides/making-calls. */
export const voice: Resource = {
	name: 'Voice',
	value: 'voice',
	operations: [listOperation(PATH, 'voice', 'Get the voices a call can be made with')],
	defaultOperation: 'list',
};

export const searchVoices = searchCatalog(PATH);
