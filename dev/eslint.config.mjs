// Programs run on plain Node, as the tests do.
export { default } from '../test/eslint.config.mjs';
