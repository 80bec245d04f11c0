import { openStage, packedPackage, type Stage, type StageOptions } from '../../dev/environment';

/** A stage with the package and on the n8n that `npm run test:e2e` was started for. */
export async function openTestStage(
	options: Omit<StageOptions, 'communityPackage' | 'n8nVersion'> = {},
): Promise<Stage> {
	return await openStage({ ...options, communityPackage: packedPackage() });
}
