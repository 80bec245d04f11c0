/**
 * What to do about a 403, naming the scope of the API key that the endpoint needs.
 *
 * @param scope such as `leads:write`
 */
export function scopeHint(scope: string): string {
	return `In the TopCalls account settings, give the API key the scope ${scope}, or use another key.`;
}
