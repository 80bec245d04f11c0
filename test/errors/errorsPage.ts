import type { Reply } from './posts';
import type { CaseResult } from './runCases';

const HEAD = `# What the node says when something is wrong

Every row was run on n8n's engine against a sandbox of the TopCalls API; \`npm run unit -- test/errors\` runs them again
and compares, \`UPDATE_DOCS=1 npm run unit -- test/errors\` writes this page. n8n shows the message, and below it how to
fix it. The message also ends with the item's number, such as \`[item 0]\`, which is left out here. So is
“Nothing was sent to TopCalls.” where a whole section sends nothing.
`;

/** The page docs/errors.md: input, message, how to fix it. */
export function errorsPage(results: CaseResult[], replies: Reply[]): string {
	const sections = [...new Set(results.map(({ section }) => section))];
	const texts = sections.map((section) => {
		const rows = results.filter((result) => result.section === section).map(row);
		return [`## ${section.title}`, section.about, [...TABLE, ...rows].join('\n')].join('\n\n');
	});
	return `${[HEAD.trim(), ...texts, events(replies)].join('\n\n')}\n`;
}

function events(replies: Reply[]): string {
	const rows = replies
		.filter(({ post }) => !post.isTrue)
		.map(({ post, status, message }) => {
			const answer = status === 200 ? 'accepted, and nothing starts' : message;
			return `| ${[post.given, String(status), answer].map(cell).join(' | ')} |`;
		});
	return [EVENTS, ['| Given | Status | Answer |', '|---|---|---|', ...rows].join('\n')].join(
		'\n\n',
	);
}

const EVENTS = `## Events Sent to the TopCalls Trigger

None of these events starts a workflow. The sender gets the status and the answer, and n8n's log says the same; after a 503
TopCalls delivers the event again.`;

const TABLE = ['| Given | Message | How to fix it |', '|---|---|---|'];
const NOTHING_SENT = 'Nothing was sent to TopCalls.';

function row({ section, errorCase, message, description, refusedByN8n }: CaseResult): string {
	const hint = section.sendsNothing ? description.replace(NOTHING_SENT, '') : description;
	const cells = errorCase.taken
		? [errorCase.given, `– ${errorCase.taken}`, '']
		: [
				errorCase.given + (refusedByN8n ? ' (n8n’s own message)' : ''),
				(message ?? '').replace(/ \[item \d+\]$/, ''),
				hint,
			];
	return `| ${cells.map(cell).join(' | ')} |`;
}

/** Escapes Markdown characters, except inside code. */
function cell(text: string): string {
	return text
		.trim()
		.replace(/\s+/g, ' ')
		.split(/(`[^`]+`)/)
		.map((part, index) => part.replace(index % 2 === 1 ? /\|/g : /[|<>*_\\]|\{\{|\}\}/g, '\\$&'))
		.join('');
}
