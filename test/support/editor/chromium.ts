import { existsSync } from 'node:fs';
import { chromium, selectors, type Browser } from 'playwright-core';

const USUAL_PLACES = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/snap/bin/chromium',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Starts the Chromium of this machine in headless mode; the caller closes it. */
export async function startChromium(): Promise<Browser> {
	// n8n's attribute for elements that tests look for.
	selectors.setTestIdAttribute('data-test-id');
	return await chromium.launch({
		executablePath: chromiumProgram(),
		args: ['--no-sandbox', '--disable-background-networking'],
	});
}

/** @throws Error that says how to get one, when there is none */
function chromiumProgram(): string {
	const program = process.env.CHROMIUM ?? USUAL_PLACES.find((place) => existsSync(place));
	if (program && existsSync(program)) return program;
	throw new Error(
		program
			? `CHROMIUM is ${program}, where there is nothing`
			: 'The tests of the editor need Chromium: apt-get install chromium, or set CHROMIUM to its program',
	);
}
