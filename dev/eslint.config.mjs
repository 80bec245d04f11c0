// These programs run on plain Node, like the tests.
export { default } from '../test/eslint.config.mjs';
