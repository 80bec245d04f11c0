import { UserError } from './UserError';

/** A field that needs a value and has none. */
export class EmptyField extends UserError {
	/**
	 * @param field its name as the editor shows it
	 * @param hint  what to enter, one or more sentences
	 */
	constructor(
		readonly field: string,
		hint: string,
	) {
		super(`${field} is empty`, hint);
	}
}
