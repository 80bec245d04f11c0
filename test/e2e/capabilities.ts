import { DEFAULT_VERSION } from '../../dev/n8n';

const isN8n1 = DEFAULT_VERSION.startsWith('1.');

/** n8n 2 adds its own token to the resume URL of a waiting execution. */
export const hasResumeToken = !isN8n1;

/** n8n 2 returns the results of a sub-workflow that waited to its caller; n8n 1 returns the caller's own items. */
export const callerGetsResults = !isN8n1;

/** n8n 2 says which required fields are empty; n8n 1 only marks them. */
export const namesMissingFields = !isN8n1;

/** An older version of n8n's AI Agent, one in between, and the newest. */
export const AGENT_VERSIONS = isN8n1 ? [1.7, 2.2, 3] : [1.7, 2.3, 3.1];
