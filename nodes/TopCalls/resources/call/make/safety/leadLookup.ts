import { enumValue } from '../../../../../shared/call/state';
import type { TopCallsClient } from '../../../../../shared/client/client';
import { asTopCallsError, TopCallsError } from '../../../../../shared/errors/TopCallsError';
import { UserError } from '../../../../../shared/errors/UserError';
import { findLeads, type FoundLeads } from '../../../lead/findLeads';
import { LEAD_NUMBER } from '../../../lead/lead';
import { spellingsOf } from '../../../lead/spellings';
import { NOT_CALLED } from './notCalled';

/** Looks up whether numbers belong to unsubscribed leads, each number once. */
export class LeadLookup {
	private readonly asked = new Map<string, Promise<boolean>>();
	private forAll?: TopCallsError;

	constructor(private readonly client: Pick<TopCallsClient, 'request'>) {}

	/**
	 * GET /v1/leads, see https://docs.topcalls.ai/api-reference/list-leads.
	 *
	 * @param number as E.164
	 * @param order  among waiting requests the lowest goes first
	 * @throws UserError when the lookup fails
	 */
	async isUnsubscribed(number: string, order: number): Promise<boolean> {
		if (!LEAD_NUMBER.test(number)) return false;
		const asked = this.asked.get(number) ?? this.ask(number, order);
		this.asked.set(number, asked);
		return await asked;
	}

	private async ask(number: string, order: number): Promise<boolean> {
		try {
			// The others would fail too.
			if (this.forAll) throw this.forAll;
			const spellings = spellingsOf(number);
			const found = await Promise.all(
				spellings.map((spelling) => findLeads(this.client, spelling, order, spellings)),
			);
			return isOptOut({
				leads: found.flatMap(({ leads }) => leads),
				hasOthers: found.some(({ hasOthers }) => hasOthers),
			});
		} catch (error) {
			const failure = asTopCallsError(error);
			if (failure.isAccountWide) this.forAll = failure;
			throw notLookedUp(number, failure);
		}
	}
}

/** @throws TopCallsError for the leads of other people alone: then the response says nothing about this number */
function isOptOut({ leads, hasOthers }: FoundLeads): boolean {
	if (leads.length === 0 && hasOthers) throw unexpected('another lead');
	return leads.some(({ status }) => {
		if (typeof status !== 'string') throw unexpected('a lead without a status');
		return enumValue(status) === 'unsubscribed';
	});
}

function unexpected(what: string): TopCallsError {
	return new TopCallsError('unexpected', `TopCalls answered with ${what}`);
}

/** Not an answer to the request for the call, which was not sent. */
function notLookedUp(number: string, { message, status }: TopCallsError): UserError {
	return new UserError(
		`Could not look up whether ${number} is unsubscribed: ${message}`,
		status === 403
			? 'Add the scope leads:read to the API key, or remove Skip Unsubscribed Leads.'
			: 'Try again later, or remove Skip Unsubscribed Leads.',
		NOT_CALLED,
	);
}
