import unit from '../../jest.config.mjs';

/** Tests on a real n8n; test/e2e/main.ts prepares it and runs them one after the other. */
export default {
	...unit,
	rootDir: '../..',
	testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/'],
	testTimeout: 120_000,
};
