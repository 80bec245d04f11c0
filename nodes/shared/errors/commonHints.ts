/** What to do about a failure that tends to be over soon. */
export const TRY_AGAIN_LATER = 'This usually passes. Try again later.';

/** What to do when nothing answers at the Base URL. */
export const CHECK_CONNECTION =
	'Check the Base URL of the credential, and whether n8n can reach the internet.';

/** What to do when something answers that does not look like TopCalls. */
export const CHECK_BASE_URL_OR_TRY_LATER =
	'Check the Base URL of the credential, or try again later.';

/** What to do about a certificate that Node.js does not know. */
export const ADD_CERTIFICATE =
	'set NODE_EXTRA_CA_CERTS of n8n to the file of its certificate authority and restart n8n.';
