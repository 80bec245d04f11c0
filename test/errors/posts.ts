import { WebhookContext } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type INodeParameters,
	type IWebhookData,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { TopCallsTrigger } from '../../nodes/TopCallsTrigger/TopCallsTrigger.node';
import { OneCredential } from '../engine/credentials';
import { credentialOf } from '../engine/runNode';
import { startSandbox } from '../../dev/sandbox';
import { placed } from './inputs/lookups';
import { triggerNode } from '../../dev/environment/workflow';

/** Something that is posted to the trigger's URL. */
export interface Post {
	given: string;
	/** What is posted; a function gets the ID of a call that has really ended. */
	body: unknown;
	headers?: Record<string, string>;
	parameters?: INodeParameters;
	webhookSecret?: string;
	/** What the Base URL points to, if it is not the sandbox. */
	baseUrl?: string;
	/** Whether it is true, so that it starts a workflow. */
	isTrue?: boolean;
}

/** How the trigger answered, and how many executions it started. */
export interface Reply {
	post: Post;
	status: number;
	message: string;
	executions: number;
}

/** Posts everything to a new TopCalls Trigger. */
export async function replies(posts: Post[]): Promise<Reply[]> {
	const sandbox = await startSandbox({ speed: 0 });
	await placed('+14155550001', LIFE_OF_A_CALL)(sandbox);
	const [call] = sandbox.calls();
	const all: Reply[] = [];
	for (const post of posts) {
		const { webhookSecret = '', baseUrl = sandbox.url } = post;
		all.push(
			await deliver(withId(post, String(call?.id)), {
				...credentialOf(sandbox),
				baseUrl,
				webhookSecret,
			}),
		);
	}
	await sandbox.stop();
	return all;
}

const LIFE_OF_A_CALL = 10 * 60_000;

function withId(post: Post, id: string): Post {
	return typeof post.body === 'function' ? { ...post, body: post.body(id) } : post;
}

async function deliver(post: Post, credential: IDataObject): Promise<Reply> {
	const trigger = new TopCallsTrigger();
	const events = ['call.completed', 'call.failed'];
	const self = triggerNode({
		source: 'calls',
		events,
		verifyWithApi: true,
		options: { campaignEvents: ['campaign.paused'] },
		...post.parameters,
	});
	const type = { type: trigger, description: trigger.description };
	const nodeTypes = { getByName: () => trigger, getByNameAndVersion: () => trigger };
	const workflow = new Workflow({
		id: post.given,
		nodes: [self],
		connections: {},
		active: true,
		nodeTypes: { ...nodeTypes, getKnownTypes: () => ({ [self.type]: type }) as never },
	});
	const reply: Reply = { post, status: 200, message: '', executions: 0 };
	const response = {
		status: (code: number) => Object.assign(response, void (reply.status = code)),
		json: ({ message }: { message: string }) => (reply.message = message),
		once: () => response,
	};
	const additionalData = {
		credentialsHelper: new OneCredential(credential as never),
		httpRequest: {
			headers: post.headers ?? {},
			body: post.body,
			rawBody: Buffer.from(JSON.stringify(post.body) ?? ''),
		},
		httpResponse: response,
	} as unknown as IWorkflowExecuteAdditionalData;
	const webhook = { webhookDescription: { name: 'default' } } as IWebhookData;
	const context = new WebhookContext(workflow, self, additionalData, 'trigger', webhook, [], null);
	const { workflowData } = await trigger.webhook.call(context);
	return { ...reply, executions: workflowData?.length ?? 0 };
}
