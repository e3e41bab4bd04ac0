import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { crashAfter } from '../../test/faults/crash-point.ts';
import { hashSchema } from '../shared/ids.ts';
import type { Hash } from '../shared/ids.ts';
import { createSegmentStore } from './segments.ts';

let root: string;
let folder: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'admit-segments-'));
  folder = join(root, 'ledger', 'segments');
});
afterEach(() => rm(root, { recursive: true }));

interface Segment {
  readonly hash: Hash;
  readonly bytes: Uint8Array;
}

function aSegment(content: string): Segment {
  const bytes = Buffer.from(content.repeat(1000));
  return { bytes, hash: v.parse(hashSchema, createHash('sha256').update(bytes).digest('hex')) };
}

test('what was written is read again, by any later start', async () => {
  const { hash, bytes } = aSegment('guest');
  expect(await createSegmentStore(folder).write(hash, bytes)).toEqual({ ok: true });
  expect(await createSegmentStore(folder).read(hash)).toEqual(bytes);
  expect(await readFile(join(folder, `${hash}.gz`))).toEqual(bytes);
});

test('many at once, some of them the same', async () => {
  const store = createSegmentStore(folder);
  const segments = Array.from({ length: 50 }, (_none, index) => aSegment(`guest ${index % 40}`));
  const results = await Promise.all(segments.map(({ hash, bytes }) => store.write(hash, bytes)));
  expect(results.every((result) => result.ok)).toBe(true);
  for (const { hash, bytes } of segments) expect(await store.read(hash)).toEqual(bytes);
  expect(await readdir(folder)).toHaveLength(40);
});

test('bytes that are not what their hash says are refused, even while the right ones are being written', async () => {
  const store = createSegmentStore(folder);
  const { hash, bytes } = aSegment('guest');
  const right = store.write(hash, bytes);
  expect(await store.write(hash, Buffer.from('other'))).toMatchObject({ ok: false, reason: 'failed' });
  expect(await right).toEqual({ ok: true });
  expect(await store.read(hash)).toEqual(bytes);
});

test('a missing or damaged segment reads as null, and can be written again', async () => {
  const store = createSegmentStore(folder);
  const { hash, bytes } = aSegment('guest');
  expect(await store.read(hash)).toBeNull();
  await store.write(hash, bytes);
  const damaged = Buffer.from(bytes);
  damaged[100] = 0;
  await writeFile(join(folder, `${hash}.gz`), damaged);
  expect(await store.read(hash)).toBeNull();
  expect(await store.write(hash, bytes)).toEqual({ ok: true });
  expect(await store.read(hash)).toEqual(bytes);
  const unreadable = aSegment('a folder in its place').hash;
  await mkdir(join(folder, `${unreadable}.gz`));
  expect(await store.read(unreadable)).toBeNull();
});

test('keepOnly deletes all others and what was left unfinished', async () => {
  const store = createSegmentStore(folder);
  expect(await store.keepOnly([])).toBe(0);
  const [kept, other] = [aSegment('kept'), aSegment('other')];
  await store.write(kept.hash, kept.bytes);
  await store.write(other.hash, other.bytes);
  await writeFile(join(folder, `${'a'.repeat(64)}.gz.tmp`), 'half');
  expect(await store.keepOnly([kept.hash, aSegment('never written').hash])).toBe(2);
  expect(await readdir(folder)).toEqual([`${kept.hash}.gz`]);
});

test('a crash at any moment of a write leaves the whole segment or none', async () => {
  const { hash, bytes } = aSegment('guest');
  const seen = new Set<boolean>();
  for (let changes = 0, outcome = 'crashed'; outcome === 'crashed'; changes += 1) {
    const store = createSegmentStore(join(folder, String(changes)));
    outcome = await crashAfter(changes, () => store.write(hash, bytes));
    const found = await createSegmentStore(join(folder, String(changes))).read(hash);
    if (found !== null) expect(found).toEqual(bytes);
    seen.add(found === null);
  }
  expect(seen.size).toBe(2);
});
