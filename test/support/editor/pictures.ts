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

export type ColorScheme = 'light' | 'dark';

/** The end of a file's name, before its extension. */
export const SUFFIXES: Record<ColorScheme, string> = { light: '', dark: '.dark' };

/** With UPDATE_DOCS=1, the pictures that the documentation shows go there. */
export function pathOf(file: string): string {
	const isShown = PAGES.includes(`screenshots/${file}`);
	return join(process.env.UPDATE_DOCS && isShown ? DOCS : PICTURES_FOLDER, file);
}

/** The color schemes in which the documentation shows a picture; light in any case. */
function schemesOf(name: string): ColorScheme[] {
	return PAGES.includes(`screenshots/${name}${SUFFIXES.dark}.png`) ? ['light', 'dark'] : ['light'];
}

export interface Area {
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
		await this.take(name, { clip: await this.fittedCanvas(), style: CANVAS_ONLY });
	}

	/** Zooms until everything on the canvas is visible; returns the area of it. */
	async fittedCanvas(): Promise<Area> {
		await this.page.getByTestId('zoom-to-fit').click();
		await this.page.mouse.move(0, 0);
		return await this.settledCanvas();
	}

	/** An area of the canvas in a color scheme, as a PNG. */
	async canvasIn(scheme: ColorScheme, clip: Area): Promise<Buffer> {
		await showIn(scheme, this.page);
		return await this.page.screenshot({ animations: 'disabled', clip, style: CANVAS_ONLY });
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
		for (const scheme of schemesOf(name)) {
			const path = pathOf(`${name}${SUFFIXES[scheme]}.png`);
			await mkdir(dirname(path), { recursive: true });
			await showIn(scheme, this.page);
			await this.page.screenshot({ path, animations: 'disabled', ...options });
		}
		await showIn('light', this.page);
	}
}

/** Runs in the browser: waits until icons of another color scheme are loaded and drawn. */
const DRAWN = `(async () => {
	await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
	await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
})()`;

/** Switches a page to a color scheme, and waits until it is drawn. */
export async function showIn(colorScheme: ColorScheme, page: Page): Promise<void> {
	await page.emulateMedia({ colorScheme });
	await page.evaluate(DRAWN);
}

async function areaOf(element: Locator): Promise<Area> {
	await element.waitFor();
	return (await element.boundingBox()) as Area;
}
