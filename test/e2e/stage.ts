import { openStage, packedPackage, type Stage, type StageOptions } from '../../dev/environment';

/** An environment with the package and the n8n version of this `npm run test:e2e`. */
export async function openTestStage(
	options: Omit<StageOptions, 'communityPackage' | 'n8nVersion'> = {},
): Promise<Stage> {
	return await openStage({ ...options, communityPackage: packedPackage() });
}
