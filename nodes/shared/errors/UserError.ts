/** Something the user set on the node that cannot be sent. */
export class InputProblem extends Error {
	/**
	 * @param message what is wrong, with the field's name as the editor shows it
	 * @param fix     how to mend it, one or more sentences
	 */
	constructor(
		message: string,
		readonly fix: string,
	) {
		super(message);
		this.name = 'InputProblem';
	}
}
