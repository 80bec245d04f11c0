/** The key scopes of the documentation that this sandbox has routes for. */
export const API_SCOPES = [
	'calls:read',
	'calls:write',
	'leads:read',
	'leads:write',
	'campaigns:read',
	'campaigns:write',
	'phone_numbers:read',
] as const;

export type ApiScope = (typeof API_SCOPES)[number];
