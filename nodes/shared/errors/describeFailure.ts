import { TopCallsError } from './TopCallsError';

/**
 * What happened, in one sentence without any secret.
 *
 * @param fieldNames the API's names of the fields, as the editor calls them
 */
export function describeFailure(error: Error, fieldNames: Record<string, string> = {}): string {
	if (!(error instanceof TopCallsError) || error.problem.fields.length === 0) return error.message;
	const fields = error.problem.fields.map(({ path, message }) => {
		const name = nameOf(path, fieldNames);
		return name ? `${name}: ${message}` : message;
	});
	return `TopCalls refused ${fields.join('; ')}`;
}

/** The editor's name of a field, also for a part of it such as `request_data.name`. */
function nameOf(path: string, fieldNames: Record<string, string>): string {
	const [field = '', ...part] = path.split('.');
	const name = fieldNames[field];
	if (name === undefined) return path;
	return part.length > 0 ? `${name} (${part.join('.')})` : name;
}

/**
 * What TopCalls says beyond `describeFailure`, as a sentence. A title such as “Conflict” adds nothing to fields.
 *
 * @returns undefined when it says nothing more
 */
export function quoteProblem({ message, problem }: TopCallsError): string | undefined {
	const { title, detail, fields } = problem;
	const text = detail ?? (fields.length > 0 ? undefined : title);
	return text && !message.includes(text) ? `TopCalls says: “${text}”.` : undefined;
}
