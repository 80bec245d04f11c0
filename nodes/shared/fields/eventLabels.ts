/**
 * Part of a subtitle: the events of the field Trigger On as its options call them, such as “call completed, call
 * failed”, for an expression that the editor evaluates.
 */
export const eventLabels =
	'$parameter["events"].map((event) => event.replace(".", " ")).join(", ")';
