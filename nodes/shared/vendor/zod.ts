// The build bundles it, so that the package installs without dependencies.
export { z } from 'zod';
