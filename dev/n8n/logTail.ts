/** The end of a log, for an error message. */
export function lastLines(text: string, count = 30): string {
	return text.trimEnd().split('\n').slice(-count).join('\n');
}
