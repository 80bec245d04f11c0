import type { ICredentialDataDecryptedObject, IWebhookFunctions } from 'n8n-workflow';

import { CREDENTIAL } from '../shared/client/transport';

type Credential = ICredentialDataDecryptedObject;

/** For so long the events of a trigger share one reading, which n8n takes a while for. */
const SHARED_MS = 5_000;

/** By trigger and credential. */
const readings = new Map<string, { at: number; credential: Promise<Credential> }>();

/**
 * The credential of the trigger, which many events at once share.
 *
 * @param now milliseconds since the epoch
 * @returns `isFresh` whether it was read for this event
 */
export async function readCredential(
	context: IWebhookFunctions,
	now: number,
): Promise<{ credential: Credential; isFresh: boolean }> {
	const shared = readings.get(keyOf(context));
	if (context.getMode() === 'manual' || !shared || now - shared.at >= SHARED_MS) {
		return { credential: await readAnew(context, now), isFresh: true };
	}
	return { credential: await shared.credential, isFresh: false };
}

/** Reads it for this event, and the following ones. */
export async function readAnew(context: IWebhookFunctions, now: number): Promise<Credential> {
	for (const [key, { at }] of readings) if (now - at >= SHARED_MS) readings.delete(key);
	const key = keyOf(context);
	const reading = {
		at: now,
		credential: context.getCredentials(CREDENTIAL) as Promise<Credential>,
	};
	readings.set(key, reading);
	// What failed is not shared.
	reading.credential.catch(() => readings.get(key) === reading && readings.delete(key));
	return await reading.credential;
}

function keyOf(context: IWebhookFunctions): string {
	const { id, credentials } = context.getNode();
	return JSON.stringify([context.getWorkflow().id, id, credentials?.[CREDENTIAL]]);
}
