import { phoneNumberView } from '../phoneNumbers/phoneNumbers';
import { ACCOUNT_ID, type World } from '../world';
import { json } from './answer';
import { detailReply, listReply } from './envelope';
import type { ApiRoute } from './serve';

/** The numbers that calls can come from. */
export function phoneNumberRoutes({ phoneNumbers, settings }: World): ApiRoute[] {
	return [
		{
			method: 'GET',
			url: '/v1/phone-numbers',
			scope: 'phone_numbers:read',
			run({ query }) {
				const views = phoneNumbers.all().map((number) => phoneNumberView(number, ACCOUNT_ID));
				return json(200, listReply(settings.listEnvelope, 'phone_numbers', views, query));
			},
		},
		{
			method: 'GET',
			url: '/v1/phone-numbers/:id',
			scope: 'phone_numbers:read',
			run({ params }) {
				const view = phoneNumberView(phoneNumbers.get(params.id!), ACCOUNT_ID);
				return json(200, detailReply(settings.detailEnvelope, 'phone_number', view));
			},
		},
	];
}
