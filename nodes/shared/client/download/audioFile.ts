/** The type of a file, by its first bytes: an audio file, or a short description of something else. */
export type FileKind =
	| { isAudio: true; mimeType: string; extension: string }
	| { isAudio: false; what: string };

/** Enough bytes to distinguish all files in this list. */
export const SIGNATURE_BYTES = 64;
/** A file this short holds no sound in any format. */
const SHORTEST_AUDIO_BYTES = 16;

/** How files begin, from an offset on, as text in which each character is one byte. */
const SIGNATURES: Array<
	[begins: RegExp | string, offset: number, mimeType: string, extension: string]
> = [
	['ID3', 0, 'audio/mpeg', 'mp3'],
	[/^\xff[\xe2\xe3\xf2\xf3\xfa\xfb]/, 0, 'audio/mpeg', 'mp3'],
	['WAVE', 8, 'audio/wav', 'wav'],
	['OggS', 0, 'audio/ogg', 'ogg'],
	['ftyp', 4, 'audio/mp4', 'm4a'],
	['\x1a\x45\xdf\xa3', 0, 'audio/webm', 'webm'],
	['fLaC', 0, 'audio/flac', 'flac'],
	[/^\xff[\xf0\xf1\xf8\xf9]/, 0, 'audio/aac', 'aac'],
	['#!AMR', 0, 'audio/amr', 'amr'],
];
const UNKNOWN_AUDIO = { isAudio: true, mimeType: 'audio/mpeg', extension: 'mp3' } as const;

const BYTE_ORDER_MARK = /^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/;
const WHITESPACE = [0x09, 0x0a, 0x0b, 0x0c, 0x0d];
/** Media types that are generic, or that a recording may have. */
const MAYBE_AUDIO =
	/^($|audio\/|video\/|(application|binary)\/(octet-stream|ogg|mp4|x-download|force-download)$)/;

/**
 * Checks the first bytes of a recording. They count more than its media type,
 * which many file stores do not set.
 *
 * @param first     the first bytes, SIGNATURE_BYTES of them unless the file is shorter
 * @param mediaType of the answer's header, in lower case and without parameters; may be empty
 */
export function audioFileOf(first: Buffer, mediaType: string): FileKind {
	if (first.length === 0) return { isAudio: false, what: 'an empty file' };
	const bytes = first.toString('latin1');
	const known = SIGNATURES.find(([begins, offset]) =>
		typeof begins === 'string' ? bytes.startsWith(begins, offset) : begins.test(bytes),
	);
	if (known && first.length >= SHORTEST_AUDIO_BYTES) {
		return { isAudio: true, mimeType: known[2], extension: known[3] };
	}
	const isText = first.every((byte) => byte >= 0x20 || WHITESPACE.includes(byte));
	if (isText || BYTE_ORDER_MARK.test(bytes)) {
		return { isAudio: false, what: textKind(bytes) };
	}
	if (first.length < SHORTEST_AUDIO_BYTES) return { isAudio: false, what: 'a file of a few bytes' };
	if (!MAYBE_AUDIO.test(mediaType)) return { isAudio: false, what: `a file of type ${mediaType}` };
	return mediaType.startsWith('audio/') ? { ...UNKNOWN_AUDIO, mimeType: mediaType } : UNKNOWN_AUDIO;
}

/** UTF-16 has a zero byte beside each letter. */
function textKind(bytes: string): string {
	const text = bytes.replace(BYTE_ORDER_MARK, '').replaceAll('\0', '').trimStart();
	if (/^<(\?xml|[\w-]+:)/i.test(text)) return 'XML';
	if (/^<(!doctype html|html|head|body|!--)/i.test(text)) return 'a web page';
	if (text.startsWith('<')) return 'XML';
	return /^[{[]/.test(text) ? 'JSON' : 'a text';
}
