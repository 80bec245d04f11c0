/** Unit and engine tests: TypeScript through swc, on plain Node, each file in its own process-like sandbox. */
export default {
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/', '<rootDir>/test/queue/'],
	modulePathIgnorePatterns: ['<rootDir>/dist/'],
	transform: {
		'^.+\\.ts$': [
			'@swc/jest',
			{
				jsc: {
					parser: { syntax: 'typescript', decorators: true },
					target: 'es2022',
				},
				module: { type: 'commonjs' },
			},
		],
	},
	testEnvironment: 'node',
	// By default jest leaves one core idle, which is half of the machine where there are two.
	maxWorkers: '100%',
	testTimeout: 60_000,
};
