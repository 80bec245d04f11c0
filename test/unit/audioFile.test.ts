import fc from 'fast-check';

import { audioFileOf } from '../../nodes/shared/client/download/audioFile';
import { recordingIn } from '../../dev/sandbox/recording';

const padded = (text: string) => Buffer.from(text.padEnd(64, '\0'), 'latin1');

test.each([
	['an MP3 with tags', 'ID3\x04\0', 'mp3'],
	['a plain MP3', '\xff\xfb\x90\xc4', 'mp3'],
	['an MP3 of a phone call, with a low rate', '\xff\xf3\x48\xc4', 'mp3'],
	['a WAV', 'RIFF\x24\x08\0\0WAVEfmt ', 'wav'],
	['an Ogg', 'OggS\0\x02', 'ogg'],
	['an M4A', '\0\0\0\x20ftypM4A ', 'm4a'],
	['a WebM', '\x1a\x45\xdf\xa3\x9f', 'webm'],
	['a FLAC', 'fLaC\0\0\0\x22', 'flac'],
	['an AAC', '\xff\xf1\x50\x80', 'aac'],
	['an AMR', '#!AMR\n\x3c\x91', 'amr'],
])('%s is recognized by its first bytes, with any media type', (_, bytes, extension) => {
	for (const mediaType of ['', 'text/plain', 'audio/mpeg', 'application/octet-stream']) {
		expect(audioFileOf(padded(bytes), mediaType)).toMatchObject({ isAudio: true, extension });
	}
});

test('the sandbox’s recordings are recordings', () => {
	for (const format of ['wav', 'mp3'] as const) {
		const { bytes, contentType } = recordingIn(format);
		expect(audioFileOf(bytes.subarray(0, 64), contentType)).toEqual({
			isAudio: true,
			mimeType: contentType,
			extension: format,
		});
	}
});

test('for unknown bytes the media type counts', () => {
	const silence = Buffer.alloc(64, 0x7f).fill(0, 0, 4);

	expect(audioFileOf(silence, 'audio/basic')).toMatchObject({
		isAudio: true,
		mimeType: 'audio/basic',
	});
	expect(audioFileOf(silence, '')).toMatchObject({ isAudio: true });
	expect(audioFileOf(silence, 'image/png')).toEqual({
		isAudio: false,
		what: 'a file of type image/png',
	});
});

test.each([
	['<!DOCTYPE html><html>', 'a web page'],
	['\n <HTML>', 'a web page'],
	['\ufeff<html>', 'a web page'],
	['<?xml version="1.0"?><Error>', 'XML'],
	['<Error><Code>AccessDenied</Code></Error>', 'XML'],
	['{"error":"gone"}', 'JSON'],
	['[]', 'JSON'],
	['RIFF', 'a text'],
	['Not found', 'a text'],
])('%j is not a recording in any encoding', (text, what) => {
	expect(audioFileOf(Buffer.from(text), 'audio/mpeg')).toEqual({ isAudio: false, what });
	const utf16 = Buffer.from(`\ufeff${text.replace('\ufeff', '')}`, 'utf16le');
	expect(audioFileOf(utf16, 'audio/mpeg')).toEqual({ isAudio: false, what });
});

test('a text is never a recording', () => {
	const visible = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 64 });
	fc.assert(
		fc.property(visible, fc.constantFrom('', 'audio/mpeg'), (text, mediaType) => {
			const first = Buffer.from(text).subarray(0, 64);
			fc.pre(!/^(ID3|OggS|fLaC|#!AMR|[^]{4}ftyp)/.test(text));
			expect(audioFileOf(first, mediaType).isAudio).toBe(false);
		}),
	);
});
