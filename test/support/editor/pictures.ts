import { readdirSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Locator, Page } from 'playwright-core';

const ROOT = join(__dirname, '..', '..', '..');
const DOCS = join(ROOT, 'docs', 'screenshots');

/** The folder with the screenshots of a run. */
export const PICTURES_FOLDER = join(tmpdir(), 'topcalls-screenshots');

const PAGES = [
	'README.md',
	'examples/README.md',
	...readdirSync(join(ROOT, 'docs'))
		.filter((file) => file.endsWith('.md'))
		.map((file) => join('docs', file)),
]
	.map((page) => readFileSync(join(ROOT, page), 'utf8'))
	.join();

/** With UPDATE_DOCS=1, the pictures of the documentation are saved here. */
function folderOf(name: string): string {
	return process.env.UPDATE_DOCS && PAGES.includes(`screenshots/${name}.png`)
		? DOCS
		: PICTURES_FOLDER;
}

interface Area {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** Elements around or above the canvas that do not belong to a workflow. */
const CANVAS_ONLY = `
	button, [data-test-id="canvas-minimap"], [data-test-id="logs-panel"], .canvas-handle-plus,
	.el-notification { visibility: hidden }
`;
const PANEL_ONLY = '.el-notification { visibility: hidden }';

/** Runs in the browser: the area of all nodes with their names, all lines between them, and all notes. */
const CANVAS_AREA = `(() => {
	const margin = 16;
	const canvas = document.querySelector('.vue-flow').getBoundingClientRect();
	const shown = [...document.querySelectorAll('.vue-flow__node *, .vue-flow__edge path')].filter(
		(element) => !element.closest('[data-test-id="canvas-node-toolbar"], .canvas-handle-plus'),
	);
	const boxes = shown
		.map((element) => element.getBoundingClientRect())
		.filter(({ width, height }) => width > 0 && height > 0);
	const x = Math.max(canvas.left, Math.min(...boxes.map(({ left }) => left)) - margin);
	const y = Math.max(canvas.top, Math.min(...boxes.map(({ top }) => top)) - margin);
	const right = Math.min(canvas.right, Math.max(...boxes.map(({ right }) => right)) + margin);
	const bottom = Math.min(canvas.bottom, Math.max(...boxes.map(({ bottom }) => bottom)) + margin);
	return { x, y, width: right - x, height: bottom - y };
})()`;

/** Screenshots of the editor, for checking a run and for the documentation. */
export class Pictures {
	constructor(private readonly page: Page) {}

	/** The whole window. */
	async ofWindow(name: string): Promise<void> {
		await this.take(name, {});
	}

	/** One element, such as a panel or a dialog, without the messages that pass over it. */
	async of(element: Locator, name: string): Promise<void> {
		await this.take(name, { clip: await areaOf(element), style: PANEL_ONLY });
	}

	/** The part of the canvas that has nodes or notes. */
	async ofCanvas(name: string): Promise<void> {
		await this.page.getByTestId('zoom-to-fit').click();
		await this.page.mouse.move(0, 0);
		const clip = await this.settledCanvas();
		await this.take(name, { clip, style: CANVAS_ONLY });
	}

	/** The whole window, outside of the documentation; returns the file. */
	async ofFailure(title: string): Promise<string> {
		const path = join(PICTURES_FOLDER, 'failed', `${title.replace(/[^\w]+/g, '-')}.png`);
		await this.page.screenshot({ path });
		return path;
	}

	/** The area of everything on the canvas, once it has stopped moving. */
	private async settledCanvas(): Promise<Area> {
		let before = '';
		for (;;) {
			const area = await this.page.evaluate<Area>(CANVAS_AREA);
			const now = JSON.stringify(area);
			if (now === before) return area;
			before = now;
			await this.page.evaluate('new Promise((drawn) => requestAnimationFrame(drawn))');
		}
	}

	private async take(name: string, options: { clip?: Area; style?: string }): Promise<void> {
		const path = join(folderOf(name), `${name}.png`);
		await mkdir(dirname(path), { recursive: true });
		await this.page.screenshot({ path, animations: 'disabled', ...options });
	}
}

async function areaOf(element: Locator): Promise<Area> {
	await element.waitFor();
	return (await element.boundingBox()) as Area;
}
