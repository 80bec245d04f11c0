import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { FIRST_CAMPAIGN_ID, FIRST_LIST, type Sandbox } from '../../dev/sandbox';
import { TASK } from '../../dev/environment/workflow';
import { locator, runOperation } from './leadNode';

/** What operations output, by `resource/operation`. */
export type Outputs = Map<string, IDataObject[]>;

const ANSWERED = '+14155550001';
const BUSY = '+14155550002';
const LIFE_OF_A_CALL_MS = 10 * 60_000;

/** Runs every operation on n8n's engine, with the settings of a new node, as far as they are no input. */
export async function outputsOfAll(sandbox: Sandbox): Promise<Outputs> {
	const outputs: Outputs = new Map();
	const run = async (name: string, parameters: INodeParameters = {}, items?: IDataObject[]) => {
		const [resource = '', operation = ''] = name.split('/');
		const { json, error } = await runOperation(sandbox, [resource, operation], parameters, {
			items,
		});
		if (error) throw new Error(`${name}: ${error.message}`);
		outputs.set(name, [...(outputs.get(name) ?? []), ...json]);
		return json;
	};
	await runCalls(sandbox, run);
	await runLeads(run);
	const campaignId = locator('id', FIRST_CAMPAIGN_ID);
	for (const operation of ['get', 'getMany', 'start', 'pause']) {
		await run(`campaign/${operation}`, operation === 'getMany' ? {} : { campaignId });
	}
	const [number] = await run('phoneNumber/getMany');
	await run('phoneNumber/get', { phoneNumberId: locator('id', String(number?.phone_number_id)) });
	await run('voice/list');
	await run('model/list');
	return outputs;
}

type Run = (
	name: string,
	parameters?: INodeParameters,
	items?: IDataObject[],
) => Promise<IDataObject[]>;

async function runCalls(sandbox: Sandbox, run: Run): Promise<void> {
	const phoneNumber = '={{ $json.phone }}';
	const people = [{ phone: ANSWERED }, { phone: BUSY }];
	const make = async () => await run('call/make', { phoneNumber, task: TASK }, people);
	const idOf = (call?: IDataObject) => String(call?.call_id);

	const [queued, dialed] = await make();
	await run('call/cancel', { callId: idOf(queued) });
	await run('call/stop', { callId: idOf(dialed) });

	const [answered, busy] = await make();
	sandbox.advance(LIFE_OF_A_CALL_MS);
	const [open] = await make();
	const each = [answered, busy, open].map((call) => ({ id: idOf(call) }));
	await run('call/get', { callId: '={{ $json.id }}' }, each);
	await run('call/downloadRecording', { callId: idOf(answered) });
	await run('call/getMany');

	sandbox.configure({ speed: 600 });
	const waiting = { phoneNumber, task: TASK, options: { waitUsing: 'polling' } };
	await run('call/makeAndWait', waiting, people);
}

async function runLeads(run: Run): Promise<void> {
	const listId = FIRST_LIST.id;
	const person = { name: 'Anna Keller', phoneNumber: '+12015550100' };
	const more = { email: 'anna@example.com', notes: 'Prefers mornings', tags: 'website' };
	const [lead] = await run('lead/create', { ...person, listId, additionalFields: more });
	const [other] = await run('lead/create', { name: 'Ben', phoneNumber: '+12015550101', listId });
	const leadId = locator('id', '={{ $json.id }}');
	const both = [lead, other].map((each) => ({ id: String(each?.lead_id) }));
	await run('lead/get', { leadId }, both);
	await run('lead/getMany');
	const status = "={{ $itemIndex === 0 ? 'Converted' : 'Contacted' }}";
	await run('lead/update', { leadId, updateFields: { status } }, both);
	await run('lead/import', { name: 'Carla Diaz', phoneNumber: '+12015550102', listId });
	await run('lead/delete', { leadId }, both.slice(0, 1));
	await run('lead/deleteMany', { leadIds: String(lead?.lead_id) });
}
