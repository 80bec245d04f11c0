import { enumValue } from '../../../../../shared/call/state';
import type { TopCallsClient } from '../../../../../shared/client/client';
import { isJsonObject } from '../../../../../shared/json';
import { readPage } from '../../../../../shared/client/pagination';
import { asTopCallsError, TopCallsError } from '../../../../../shared/errors/TopCallsError';
import { UserError } from '../../../../../shared/errors/UserError';
import { LEAD_NUMBER } from '../../../lead/lead';

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
			const query = { phone: number };
			return await this.client.request(
				{ method: 'GET', path: '/v1/leads', query },
				order,
				(answer) => readPage(answer).items.some((lead) => isOptOut(lead, number)),
			);
		} catch (error) {
			const failure = asTopCallsError(error);
			if (failure.isAccountWide) this.forAll = failure;
			throw notLookedUp(number, failure);
		}
	}
}

/** @throws TopCallsError for another person's lead: then the response says nothing about this one */
function isOptOut(lead: unknown, number: string): boolean {
	const { phone_number: owner, status } = isJsonObject(lead) ? lead : {};
	if (digitsOf(owner) !== digitsOf(number) || typeof status !== 'string') {
		throw new TopCallsError('unexpected', 'TopCalls answered with another lead');
	}
	return enumValue(status) === 'unsubscribed';
}

function digitsOf(number: unknown): string {
	return String(number).replace(/\D/g, '');
}

/** Not an answer to the request for the call, which was not sent. */
function notLookedUp(number: string, { message, status }: TopCallsError): UserError {
	return new UserError(
		`Could not look up whether ${number} is unsubscribed: ${message}`,
		status === 403
			? 'This person was not called. Add the scope leads:read to the API key, or remove Skip Unsubscribed Leads.'
			: 'This person was not called. Try again later, or remove Skip Unsubscribed Leads.',
	);
}
