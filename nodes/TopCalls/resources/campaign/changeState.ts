import { pathOf } from '../../../shared/client/path';
import { TopCallsError } from '../../../shared/errors/TopCallsError';
import { UserError } from '../../../shared/errors/UserError';
import { isJsonObject } from '../../../shared/json';
import { endpoint } from '../../execution/endpoint';
import type { SideEffect } from '../../execution/operation';
import type { Run } from '../../execution/run';
import type { FieldValues } from '../../fields/readFields';
import { nameOf, readCampaign } from '../../../shared/campaign/campaign';
import { campaignField } from '../../../shared/campaign/campaignField';

/** Conflict and unprocessable: the campaign is in a state in which this cannot be done. */
const WRONG_STATE = [409, 422];

/**
 * Starting and pausing a campaign differ only in their path and words.
 *
 * @param action the last part of the path
 * @param done   such as “started”
 * @param from   the statuses in which it can be done
 */
export function changeState(
	action: 'start' | 'pause',
	words: { done: string; from: string[]; sideEffect: SideEffect },
) {
	return endpoint({
		action: `${action}Campaign`,
		method: 'POST',
		path: `/v1/campaigns/{campaignId}/${action}`,
		fields: [campaignField],
		idempotent: 'key',
		scope: 'campaigns:write',
		output: (answer, { other }) => ({
			campaign_id: String(other.campaignId),
			ok: true,
			...(isJsonObject(answer) ? answer : {}),
		}),
		explain: async (error, run, values, itemIndex) =>
			WRONG_STATE.includes(error.status) && !error.isResultUnknown
				? await wrongState(error, run, values, itemIndex, words)
				: error,
		sideEffect: words.sideEffect,
	});
}

async function wrongState(
	error: TopCallsError,
	{ client }: Run,
	{ other }: FieldValues,
	itemIndex: number,
	{ done, from }: { done: string; from: string[] },
): Promise<Error> {
	const path = pathOf('/v1/campaigns', String(other.campaignId));
	const campaign = await client
		.request({ method: 'GET', path }, itemIndex, readCampaign)
		.catch(() => undefined);
	if (typeof campaign?.status !== 'string') return error;
	const isWrong = !from.includes(campaign.status);
	const detail = error.problem.detail ?? error.message;
	return new UserError(
		`Campaign “${nameOf(campaign)}” cannot be ${done}: ${isWrong ? `its status is ${campaign.status}` : detail}`,
		isWrong
			? `Only a campaign that is ${from.join(', ').replace(/, (\w+)$/, ' or $1')} can be ${done}.`
			: `Its status is ${campaign.status}. Open it in the TopCalls dashboard and complete its settings.`,
	);
}
