import type { IDataObject } from 'n8n-workflow';

import { topCallsNode } from '../../dev/environment/workflow';
import { FIRST_LIST } from '../../dev/sandbox';
import { Client } from '../support/apiClient';
import { useSandbox } from '../support/sandbox';
import { toolOf } from './toolOf';

const sandbox = useSandbox({ speed: 0 });
const phone_number = '+442079460101';

test('an agent looks a lead up by its phone number, reads its notes, and updates it by its ID; nobody is called', async () => {
	await addLead();
	const lookUp = leadTool('get', {
		leadId: locator('phone', "$fromAI('phone_number', 'Number of the lead', 'string')"),
	});
	const update = leadTool('update', {
		leadId: locator('id', "$fromAI('lead_id', 'ID of the lead', 'string')"),
		updateFields: {
			status: "={{ $fromAI('status', 'New status', 'string') }}",
			notesAppend: "={{ $fromAI('note', 'What to note', 'string') }}",
		},
	});

	const found = await lookUp({ phone_number });
	const [, lead_id] = /"lead_id":"([^"]+)"/.exec(found) ?? [];
	const updated = await update({ lead_id, status: 'Converted', note: 'Booked for Monday' });

	expect(found).toContain('Prefers mornings');
	expect(updated).toContain('"status":"Converted"');
	const [lead] = sandbox.dashboard.leadStats();
	expect(lead).toMatchObject({ phoneNumber: phone_number, status: 'Converted' });
	expect(lead?.notes).toMatch(/^Prefers mornings\n.*Booked for Monday$/);
	expect(sandbox.placed()).toBe(0);
});

async function addLead(): Promise<void> {
	await new Client(sandbox).post('/v1/leads', {
		name: 'Anna Keller',
		phone_number,
		list_id: FIRST_LIST.id,
		notes: 'Prefers mornings',
	});
}

function leadTool(operation: string, parameters: IDataObject) {
	return toolOf(sandbox, topCallsNode({ resource: 'lead', operation, ...parameters }));
}

/** A resource locator that the model fills in. */
function locator(mode: string, expression: string): IDataObject {
	return { __rl: true, mode, value: `={{ ${expression} }}` };
}
