import unit from '../../jest.config.mjs';

/** Tests on n8n in queue mode; test/queue/main.ts prepares it. */
export default {
	...unit,
	rootDir: '../..',
	testMatch: ['<rootDir>/test/queue/**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/'],
	testTimeout: 600_000,
};
