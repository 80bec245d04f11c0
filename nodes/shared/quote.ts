const SHOWN = 60;

/** Puts a value into quotation marks, shortened so that a message stays short. */
export function quote(text: string): string {
	return text.length > SHOWN ? `“${text.slice(0, SHOWN)}…”` : `“${text}”`;
}
