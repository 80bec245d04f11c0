import { createHmac } from 'node:crypto';
import type { IDataObject, INode } from 'n8n-workflow';
import { node, triggerNode } from '../environment';
import { startedBy } from './workflows';

/** A trigger that is compared: its node, and what a service posts to it. */
export interface ComparedTrigger {
	name: string;
	node(webhookId: string): INode;
	/** Where the webhook with this ID listens. */
	path(webhookId: string): string;
	request(event: IDataObject): { headers: Record<string, string>; body: string };
}

/** Shared by the service and n8n. */
export const SECRET = 'a secret of no value';
const JSON_BODY = { 'content-type': 'application/json' };

/** Accepts everything from anybody, and has no credential. */
export const WEBHOOK: ComparedTrigger = {
	name: 'Webhook node',
	node: (webhookId) => startedBy(webhookId, 'onReceived'),
	path: (webhookId) => webhookId,
	request: (event) => ({ headers: JSON_BODY, body: JSON.stringify(event) }),
};

/** The one of n8n's own triggers that is most like ours: it reads its credential and checks a signature. */
export const SLACK: ComparedTrigger = {
	name: 'Slack Trigger, signature',
	node(webhookId) {
		const parameters = { trigger: ['any_event'], watchWorkspace: true, options: {} };
		const credentials = { slackApi: { id: null, name: '' } };
		const more = { webhookId, credentials };
		return node('Slack Trigger', 'n8n-nodes-base.slackTrigger', parameters, more);
	},
	path: (webhookId) => `${webhookId}/webhook`,
	request(event) {
		const timestamp = String(Math.floor(Date.now() / 1_000));
		const body = JSON.stringify({ type: 'event_callback', event: { type: 'message', ...event } });
		const signed = {
			'x-slack-request-timestamp': timestamp,
			'x-slack-signature': `v0=${hmac(`v0:${timestamp}:${body}`)}`,
		};
		return { headers: { ...JSON_BODY, ...signed }, body };
	},
};

export const SIGNED = topCallsTrigger('TopCalls Trigger, signature', false);
export const VERIFIED = topCallsTrigger('TopCalls Trigger, signature and Verify with API', true);

function topCallsTrigger(name: string, verifyWithApi: boolean): ComparedTrigger {
	return {
		name,
		node(webhookId) {
			return triggerNode({ source: 'calls', verifyWithApi }, { webhookId });
		},
		path: (webhookId) => `${webhookId}/webhook`,
		request(event) {
			const body = JSON.stringify(event);
			return { headers: { ...JSON_BODY, 'x-topcalls-signature': hmac(body) }, body };
		},
	};
}

function hmac(text: string): string {
	return createHmac('sha256', SECRET).update(text).digest('hex');
}
