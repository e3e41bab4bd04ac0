import { describe, expect, test } from 'vitest';
import { utf16File, windows1252File } from '../../../test/fixtures/bad-files.ts';
import { type Encoding, openFile } from './decode.ts';

const { signal } = new AbortController();

async function readText(file: Blob): Promise<{ readonly encoding: Encoding; readonly text: string }> {
  const opened = await openFile(file, signal);
  if (opened.kind !== 'text') throw new Error('not text');
  let text = '';
  for await (const chunk of opened.chunks) text += chunk.text;
  return { encoding: opened.encoding, text };
}

const list = 'Name,Note\nZoë Åström,“€ 5”\n李 小龍,👩‍💻\n';
const western = 'Name;Preis\nJürgen Groß;5 €\n';

describe('encodings', () => {
  test.each<[what: string, bytes: Uint8Array<ArrayBuffer>, encoding: Encoding, text: string]>([
    ['UTF-8', new TextEncoder().encode(list), 'utf-8', list],
    ['UTF-8 with a mark', new TextEncoder().encode(`\ufeff${list}`), 'utf-8', list],
    ['ASCII', new TextEncoder().encode('Name\nAna\n'), 'utf-8', 'Name\nAna\n'],
    ['UTF-16LE with a mark', utf16File(list, { bigEndian: false, mark: true }), 'utf-16le', list],
    ['UTF-16LE', utf16File(list, { bigEndian: false, mark: false }), 'utf-16le', list],
    ['UTF-16BE with a mark', utf16File(list, { bigEndian: true, mark: true }), 'utf-16be', list],
    ['UTF-16BE', utf16File(list, { bigEndian: true, mark: false }), 'utf-16be', list],
    ['Windows-1252', windows1252File(western), 'windows-1252', western],
  ])('%s', async (_, bytes, encoding, text) => {
    expect(await readText(new Blob([bytes]))).toEqual({ encoding, text });
  });

  test('characters that a chunk border cuts stay whole', async () => {
    const text = `${'x'.repeat(1024 * 1024 - 1)}€${'é'.repeat(700_000)}`;
    expect(await readText(new Blob([text]))).toEqual({ encoding: 'utf-8', text });
  });

  test('one byte that is no UTF-8, far down, makes the file Windows-1252', async () => {
    const file = new Blob(['Name\n', 'x'.repeat(2_000_000), Uint8Array.of(0xe9)]);
    expect(await readText(file)).toMatchObject({ encoding: 'windows-1252' });
  });
});

test('a large file is given in chunks, with how far it has come', async () => {
  const file = new Blob(['x'.repeat(2_500_000)]);
  const opened = await openFile(file, signal);
  const done: number[] = [];
  if (opened.kind === 'text') for await (const { doneBytes } of opened.chunks) done.push(doneBytes);
  expect(done).toEqual([1_048_576, 2_097_152, 2_500_000]);
});

test('a file that is too large is refused before any of it is read', async () => {
  const huge = { size: 1_000_000_000, slice: () => expect.unreachable('read') } as unknown as Blob;
  await expect(openFile(huge, signal)).rejects.toThrow('too large');
});

test('a file that vanishes while it is read is refused in words', async () => {
  const gone = new Blob(['Name\n']);
  const lost = { size: gone.size, slice: () => ({ arrayBuffer: () => Promise.reject(new DOMException('gone')) }) };
  await expect(openFile(lost as unknown as Blob, signal)).rejects.toThrow('could not be read');
});
