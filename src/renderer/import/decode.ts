import { readFileKind } from './file-kind.ts';
import { Refusal } from './refusal.ts';

/** Encodings that guest lists come in. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface TextChunk {
  readonly text: string;
  /** Bytes of the file read so far. */
  readonly doneBytes: number;
}

export type OpenedFile =
  | { readonly kind: 'text'; readonly encoding: Encoding; readonly chunks: AsyncIterable<TextChunk> }
  | { readonly kind: 'spreadsheet' };

const maxTextBytes = 200 * 1024 * 1024;
const maxSpreadsheetBytes = 50 * 1024 * 1024;
const chunkBytes = 1024 * 1024;
const headBytes = 64 * 1024;

/**
 * Looks at a file and says how to read it: its text in chunks, in UTF-8 or UTF-16 with or without a byte order mark,
 * else in Windows-1252. Refuses (throws `Refusal`) what is too large before reading any of it, what is empty, what is
 * no text (PDF, picture, archive, old Excel) and what cannot be read. Never holds the whole file.
 */
export async function openFile(file: Blob, signal: AbortSignal): Promise<OpenedFile> {
  if (file.size > maxTextBytes) throw new Refusal('too-large');
  if (file.size === 0) throw new Refusal('empty');
  const head = await readBytes(file, 0, headBytes);
  const kind = readFileKind(head);
  if (kind.kind === 'other') throw new Refusal(kind.code);
  if (kind.kind === 'spreadsheet') {
    if (file.size > maxSpreadsheetBytes) throw new Refusal('too-large');
    return { kind: 'spreadsheet' };
  }
  const encoding = readWideEncoding(head) ?? (await readNarrowEncoding(file, signal));
  return { kind: 'text', encoding, chunks: decodeChunks(file, encoding) };
}

async function* decodeChunks(file: Blob, encoding: Encoding): AsyncGenerator<TextChunk> {
  const decoder = new TextDecoder(encoding);
  for (let start = 0; start < file.size; start += chunkBytes) {
    const bytes = await readBytes(file, start, chunkBytes);
    const doneBytes = start + bytes.length;
    yield { text: decoder.decode(bytes, { stream: doneBytes < file.size }), doneBytes };
  }
}

/** A part of a file; refuses one that cannot be read any more. */
export async function readBytes(file: Blob, start: number, length: number): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.slice(start, start + length).arrayBuffer());
  } catch (cause) {
    throw new Refusal('unreadable', { cause });
  }
}

/** UTF-16, by its mark or by the zero bytes that it puts beside Latin letters and separators. */
function readWideEncoding(head: Uint8Array): Encoding | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  for (const [index, byte] of head.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const many = head.length / 8;
  if (odd > many && even < odd / 20) return 'utf-16le';
  return even > many && odd < even / 20 ? 'utf-16be' : undefined;
}

/** UTF-8 if every byte of the file is, else Windows-1252; refuses what holds zero or too many control bytes. */
async function readNarrowEncoding(file: Blob, signal: AbortSignal): Promise<Encoding> {
  const strict = new TextDecoder('utf-8', { fatal: true });
  let isUtf8 = true;
  let controls = 0;
  for (let start = 0; start < file.size; start += chunkBytes) {
    const bytes = await readBytes(file, start, chunkBytes);
    signal.throwIfAborted();
    controls += countControls(bytes);
    // Text may hold a stray control character; one in a hundred, or a zero byte, is something else.
    if (controls > (start + bytes.length) / 100) throw new Refusal('not-text');
    isUtf8 &&= decodes(strict, bytes, start + bytes.length < file.size);
  }
  return isUtf8 ? 'utf-8' : 'windows-1252';
}

function countControls(bytes: Uint8Array): number {
  let count = 0;
  // By index: iterating over a typed array takes several times as long, and this sees every byte of the file.
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    if (byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d) continue;
    if (byte === 0) return Number.POSITIVE_INFINITY;
    count += 1;
  }
  return count;
}

function decodes(strict: TextDecoder, bytes: Uint8Array, stream: boolean): boolean {
  try {
    strict.decode(bytes, { stream });
    return true;
  } catch {
    return false;
  }
}
