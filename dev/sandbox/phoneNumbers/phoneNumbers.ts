import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { notFound } from '../calls/problem';

/** What can be said about a number when it is added in the dashboard. */
export const phoneNumberSetup = z
	.object({
		number: z.string().regex(/^\+[1-9]\d{1,14}$/),
		label: z.string().max(100).nullable().default(null),
		/** null is left out of what the API shows, as in one of the documented examples. */
		status: z
			.enum(['active', 'inactive', 'pending', 'failed', 'deleted'])
			.nullable()
			.default('active'),
		source: z.enum(['topcalls', 'byoc', 'manual', 'import', 'twilio']).default('topcalls'),
		errorMessage: z.string().nullable().default(null),
	})
	.strict();

export type PhoneNumberSetup = z.input<typeof phoneNumberSetup>;

/** A number that calls can come from. */
export interface PhoneNumber extends Readonly<z.output<typeof phoneNumberSetup>> {
	readonly id: string;
	readonly createdAt: number;
}

const FIRST_NUMBERS: ReadonlyArray<PhoneNumberSetup & { id: string }> = [
	{ id: '0f7d2a5e-91c4-4b3a-8e66-1d5c3b7a9f01', number: '+18005550100', label: 'Main line' },
	{
		id: '0f7d2a5e-91c4-4b3a-8e66-1d5c3b7a9f02',
		number: '+14155550150',
		label: 'San Francisco',
		status: 'inactive',
	},
	{
		id: '0f7d2a5e-91c4-4b3a-8e66-1d5c3b7a9f03',
		number: '+442079460150',
		label: 'London',
		status: 'deleted',
		source: 'byoc',
	},
];

/** The numbers of the account; deleted ones stay listed with their status. */
export class PhoneNumbers {
	private readonly byId = new Map<string, PhoneNumber>();

	constructor(private readonly now: () => number) {
		this.clear();
	}

	/** Adds a number, as in the dashboard. */
	add(setup: PhoneNumberSetup, id: string = randomUUID()): PhoneNumber {
		const number = { ...phoneNumberSetup.parse(setup), id, createdAt: this.now() };
		this.byId.set(id, number);
		return number;
	}

	/** All numbers, oldest first, deleted ones too. */
	all(): PhoneNumber[] {
		return [...this.byId.values()];
	}

	/** The number with this id, deleted or not, or the 404. */
	get(id: string): PhoneNumber {
		const number = this.byId.get(id);
		if (!number) throw notFound('Phone number');
		return number;
	}

	/** Back to the numbers of the start. */
	clear(): void {
		this.byId.clear();
		for (const { id, ...setup } of FIRST_NUMBERS) this.add(setup, id);
	}
}

/** A number as the API shows it. */
export function phoneNumberView(number: PhoneNumber, accountId: string): Record<string, unknown> {
	const createdAt = new Date(number.createdAt).toISOString();
	return {
		id: number.id,
		account_id: accountId,
		number: number.number,
		source: number.source,
		...(number.status === null ? {} : { status: number.status }),
		phone_number_sid: null,
		voip_carrier_sid: null,
		carrier_name: null,
		label: number.label,
		error_message: number.errorMessage,
		created_by_user_id: null,
		created_at: createdAt,
		updated_at: createdAt,
	};
}
