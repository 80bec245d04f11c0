import { exampleNamed, exampleNames } from '../../../dev/environment';
import { welcome } from '../../../dev/demo/welcome';
import type { SavedWorkflow } from '../../../dev/n8n';

const N8N = 'http://127.0.0.1:5678';
const SANDBOX = 'http://127.0.0.1:4010';

const workflows = new Map<string, SavedWorkflow>(
	exampleNames().map((name) => [
		name,
		{ ...exampleNamed(name), id: `id-of-${name}`, versionId: '' },
	]),
);
const text = welcome(N8N, SANDBOX, workflows);

/** The line above the links among which an example is. */
function howToRun(example: string): string {
	const lines = text.split('\n');
	const at = lines.findIndex((line) => line.includes(`/workflow/id-of-${example} `));
	return (
		lines
			.slice(0, at)
			.reverse()
			.find((line) => line.trim().endsWith(':'))
			?.trim() ?? ''
	);
}

test('the demo says where to start, and where the calls can be seen', () => {
	expect(howToRun('appointment-reminder')).toMatch(/^Start here/);
	expect(text).toContain(SANDBOX);
});

test('the demo links to each example once', () => {
	for (const name of exampleNames()) expect(text.split(`/workflow/id-of-${name} `)).toHaveLength(2);
});

test.each([
	['call-a-list-of-leads', /^Click “Execute workflow”:/],
	['call-and-trigger-in-one-workflow', /^Publish it\. Then point at/],
	['sheet-to-campaign-and-back', /^Publish it\. Then point at/],
	['follow-up-when-a-call-ends', /production URL/],
	['no-public-url-polling', /^Run another example first/],
	['form-to-call-within-seconds', /form that opens/],
])('the demo says how to run %s', (example, way) => {
	expect(howToRun(example)).toMatch(way);
});
