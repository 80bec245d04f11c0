/** A setting of the node that cannot be sent. */
export class UserError extends Error {
	/**
	 * @param message what is wrong, with the field's name as the editor shows it
	 * @param hint     what to do about it, one or more sentences
	 */
	constructor(
		message: string,
		readonly hint: string,
	) {
		super(message);
		this.name = 'UserError';
	}
}
