import { Problem } from '../calls/problem';
import type { World } from '../world';
import { takeToken, tooManyRequests } from './rateLimit';
import type { ApiScope } from './scopes';

/** Throws 401 without the right key and 403 when the key lacks the scope. */
export function checkKey(
	authorization: string | undefined,
	scope: ApiScope | null,
	settings: { apiKey: string; scopes: readonly string[] },
): void {
	if (authorization !== `Bearer ${settings.apiKey}`) {
		throw new Problem(401, 'Unauthorized', 'Missing or invalid API key');
	}
	if (scope !== null && !settings.scopes.includes(scope)) {
		throw new Problem(403, 'Forbidden', `The API key lacks the scope ${scope}`);
	}
}

/** Throws 429 when the account has made too many requests. */
export function checkRate(world: World): void {
	const { rateLimit, retryAfter } = world.settings;
	if (rateLimit === null) return;
	const { bucket, waitMs } = takeToken(world.bucket, rateLimit, performance.now());
	world.bucket = bucket;
	if (waitMs > 0) throw tooManyRequests(waitMs, retryAfter, Date.now());
}
