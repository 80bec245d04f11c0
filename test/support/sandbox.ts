import { createSandbox, type Sandbox, type SandboxSettings } from '../../dev/sandbox';

/** A sandbox for all tests of a file or a `describe`: started before the first, reset before each. */
export function useSandbox(settings: Partial<SandboxSettings> = {}): Sandbox {
	const sandbox = createSandbox(settings);
	beforeAll(async () => await sandbox.start());
	afterAll(async () => await sandbox.stop());
	beforeEach(() => sandbox.reset());
	return sandbox;
}
