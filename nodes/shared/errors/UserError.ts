/** A setting of the node that cannot be sent. */
export class UserError extends Error {
	/**
	 * @param message what is wrong, with the field's name as the editor shows it
	 * @param hint    what to do about it, one or more sentences
	 * @param notDone what was not done because of it, as a sentence; not shown where an earlier attempt may have done it
	 */
	constructor(
		message: string,
		readonly hint: string,
		readonly notDone?: string,
	) {
		super(message);
		this.name = 'UserError';
	}
}
