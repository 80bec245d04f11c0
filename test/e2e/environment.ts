import {
	openEnvironment,
	packedPackage,
	type Environment,
	type EnvironmentOptions,
} from '../../dev/environment';

/** An environment with the package and the n8n version of this `npm run test:e2e`. */
export async function openTestEnvironment(
	options: Omit<EnvironmentOptions, 'communityPackage' | 'n8nVersion'> = {},
): Promise<Environment> {
	return await openEnvironment({ ...options, communityPackage: packedPackage() });
}
