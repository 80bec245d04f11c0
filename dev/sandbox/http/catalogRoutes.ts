import type { World } from '../world';
import { json } from './answer';
import { listIn, MODELS, VOICES } from './catalog';
import type { ApiRoute } from './serve';

/** The lists of voices and models. */
export function catalogRoutes({ settings }: World): ApiRoute[] {
	return [
		{
			method: 'GET',
			url: '/v1/voices/builtin',
			scope: null,
			run: () => json(200, listIn(settings.listShape, 'voices', VOICES)),
		},
		{
			method: 'GET',
			url: '/v1/models',
			scope: null,
			run: () => json(200, listIn(settings.listShape, 'models', MODELS)),
		},
	];
}
