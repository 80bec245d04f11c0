import { createHash } from 'node:crypto';

/** A number from 0 (included) to 1 (excluded) that depends on nothing but the seed and the subject. */
export function chance(seed: number, ...subject: Array<string | number>): number {
	const digest = createHash('sha1')
		.update([seed, ...subject].join('\u0000'))
		.digest();
	return digest.readUInt32BE(0) / 2 ** 32;
}

/** A whole number from `least` to `most`, both included, chosen by seed and subject. */
export function wholeNumber(
	seed: number,
	[least, most]: readonly [number, number],
	...subject: Array<string | number>
): number {
	return least + Math.floor(chance(seed, ...subject) * (most - least + 1));
}
