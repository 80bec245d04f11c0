const SHOWN = 60;

/** Puts what somebody wrote into quotation marks, shortened so that a message stays a message. */
export function quote(text: string): string {
	return text.length > SHOWN ? `“${text.slice(0, SHOWN)}…”` : `“${text}”`;
}
