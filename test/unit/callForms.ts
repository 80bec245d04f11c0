import type { CallForm } from '../../nodes/TopCalls/resources/call/make/form';
import { UserError } from '../../nodes/shared/errors/UserError';

/** A form that can be sent, with the fields that matter to a test. */
export function formWith(fields: Partial<CallForm> = {}): CallForm {
	return {
		phoneNumber: '+14155551234',
		promptType: 'task',
		prompt: 'Remind them of the appointment.',
		firstSentence: '',
		mode: '',
		voice: '',
		variables: [],
		options: {},
		...fields,
	};
}

/** What a user reads when something is refused: the message, and how to fix it. */
export function refusalOf(attempt: () => unknown): { message: string; fix: string } {
	try {
		attempt();
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		return { message: error.message, fix: error.hint };
	}
	throw new Error('Nothing was refused');
}
