/** Audio bytes with the content type that is true to them. */
export interface Recording {
	readonly contentType: string;
	readonly bytes: Buffer;
}

const SAMPLE_RATE = 8_000;
const HEADER_BYTES = 44;

/** Two voices taking turns, as tones: frequency and length in seconds, 0 is silence. */
const TALK: ReadonlyArray<[hertz: number, seconds: number]> = [
	[440, 0.5],
	[0, 0.3],
	[220, 0.35],
	[247, 0.35],
	[0, 0.2],
	[165, 0.4],
	[0, 0.2],
	[262, 0.35],
	[220, 0.35],
];

const MP3_FRAME_HEADER = Buffer.from([0xff, 0xfb, 0x90, 0xc4]);
const MP3_FRAME_BYTES = 417;
const MP3_FRAMES = 77;

/** A short audible WAV file, or two seconds of silence as an MP3 file. */
export function recordingIn(format: 'wav' | 'mp3'): Recording {
	return format === 'wav'
		? { contentType: 'audio/wav', bytes: WAV }
		: { contentType: 'audio/mpeg', bytes: MP3 };
}

/** The beginning of a recording, and silence up to the given size, a part at a time. */
export function* bytesOfRecording(beginning: Buffer, size: number): Generator<Buffer> {
	yield beginning.subarray(0, size);
	const silence = Buffer.alloc(64 * 1024);
	for (let left = size - beginning.length; left > 0; left -= silence.length) {
		yield silence.subarray(0, left);
	}
}

const WAV = wav(TALK.flatMap(([hertz, seconds]) => tone(hertz, seconds)));
const MP3 = silentMp3();

function tone(hertz: number, seconds: number): number[] {
	const length = Math.round(seconds * SAMPLE_RATE);
	return Array.from({ length }, (_, index) => {
		// Fades in and out, so that the tones do not click.
		const fade = Math.min(1, index / 200, (length - index) / 200);
		return Math.round(Math.sin((2 * Math.PI * hertz * index) / SAMPLE_RATE) * 9_000 * fade);
	});
}

function wav(samples: readonly number[]): Buffer {
	const dataBytes = samples.length * 2;
	const file = Buffer.alloc(HEADER_BYTES + dataBytes);
	file.write('RIFF', 0, 'ascii');
	file.writeUInt32LE(HEADER_BYTES - 8 + dataBytes, 4);
	file.write('WAVEfmt ', 8, 'ascii');
	file.writeUInt32LE(16, 16);
	file.writeUInt16LE(1, 20);
	file.writeUInt16LE(1, 22);
	file.writeUInt32LE(SAMPLE_RATE, 24);
	file.writeUInt32LE(SAMPLE_RATE * 2, 28);
	file.writeUInt16LE(2, 32);
	file.writeUInt16LE(16, 34);
	file.write('data', 36, 'ascii');
	file.writeUInt32LE(dataBytes, 40);
	samples.forEach((sample, index) => file.writeInt16LE(sample, HEADER_BYTES + index * 2));
	return file;
}

/** MPEG-1 layer III, 128 kbit/s, 44.1 kHz, mono; a frame of zeros after its header is silence. */
function silentMp3(): Buffer {
	const frame = Buffer.alloc(MP3_FRAME_BYTES);
	MP3_FRAME_HEADER.copy(frame);
	return Buffer.concat(Array.from({ length: MP3_FRAMES }, () => frame));
}
