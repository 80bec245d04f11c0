import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { pathOf, showIn, SUFFIXES, type Area, type ColorScheme, type Pictures } from './pictures';

/** The time of the sandbox moves only from frame to frame, which the live page would explain. */
const WITHOUT_PACE = '#speed { visibility: hidden }';

interface Frame {
	picture: Buffer;
	milliseconds: number;
}

/** An animated picture, light and dark: the canvas, and below it the live page of the sandbox. */
export class Animation {
	private readonly frames: Record<ColorScheme, Frame[]> = { light: [], dark: [] };

	/**
	 * @param area of the canvas, the same in each frame
	 * @param live the live page, in a window as wide as the area
	 */
	constructor(
		private readonly canvas: Pictures,
		private readonly area: Area,
		private readonly live: Page,
	) {}

	/** Adds what is to be seen now, for some time. */
	async addFrame(milliseconds: number): Promise<void> {
		for (const scheme of ['dark', 'light'] as const) {
			const above = await this.canvas.canvasIn(scheme, this.area);
			await showIn(scheme, this.live);
			const below = await this.live.screenshot({ animations: 'disabled', style: WITHOUT_PACE });
			const picture = await stacked(above, below);
			this.frames[scheme].push({ picture, milliseconds });
		}
	}

	/** Writes `<name>.webp` and `<name>.dark.webp`. */
	async save(name: string): Promise<void> {
		for (const [scheme, frames] of Object.entries(this.frames)) {
			const path = pathOf(`${name}${SUFFIXES[scheme as ColorScheme]}.webp`);
			await mkdir(dirname(path), { recursive: true });
			const pictures = frames.map(({ picture }) => picture);
			const delay = frames.map(({ milliseconds }) => milliseconds);
			await sharp(pictures, { join: { animated: true } })
				.webp({ delay, loop: 0, quality: 85, effort: 4 })
				.toFile(path);
		}
	}
}

async function stacked(above: Buffer, below: Buffer): Promise<Buffer> {
	const sizes = await Promise.all([above, below].map(async (each) => await sharp(each).metadata()));
	const width = Math.max(...sizes.map((size) => size.width));
	const height = sizes.reduce((sum, size) => sum + size.height, 0);
	const [{ height: top } = { height: 0 }] = sizes;
	return await sharp({ create: { width, height, channels: 3, background: 'black' } })
		.composite([
			{ input: above, left: 0, top: 0 },
			{ input: below, left: 0, top },
		])
		.png()
		.toBuffer();
}
