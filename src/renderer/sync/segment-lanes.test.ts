import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { aTransport, refused, unreachable } from '../../../test/builders/scripted-transport.ts';
import { aPage } from '../../../test/builders/sync-page.ts';
import { type Hash, hashSchema } from '../../shared/ids.ts';
import { createContact } from './contact.ts';
import type { Lane, LaneResult } from './lane.ts';
import { createDownloads, createUploads } from './segment-lanes.ts';

const bytesOf = (n: number) => new Uint8Array([n, n >> 8, 7]);
const hashOf = (n: number): Hash => v.parse(hashSchema, bytesToHex(sha256(bytesOf(n))));
const hashes = (count: number): readonly Hash[] => Array.from({ length: count }, (_, n) => hashOf(n));

/** Steps until the lane has nothing to do, or waits; fails when that takes for ever. */
async function run(lane: Lane): Promise<LaneResult> {
  for (let steps = 0; steps < 3_000; steps += 1) {
    const result = await lane();
    if (result !== 'worked') return result;
  }
  throw new Error('It does not come to an end');
}

describe('sending segments', () => {
  function someUploads(count: number) {
    const transport = aTransport({
      missingSegments: ({ hashes: asked }) => ({
        missing: asked.map((hash) => v.parse(hashSchema, hash)).filter((hash) => !transport.segments.has(hash)),
      }),
    });
    const page = aPage();
    for (let n = 0; n < count; n += 1) page.segments.set(hashOf(n), bytesOf(n));
    const uploads = createUploads(
      createContact(transport, () => 0),
      page,
    );
    const all = hashes(count);
    return { transport, page, uploads, all, upload: async () => run(async () => uploads.upload(all)) };
  }

  it('sends what the server has not got, and asks once', async () => {
    const { transport, upload } = someUploads(11);
    transport.segments.set(hashOf(3), bytesOf(3));
    expect(await upload()).toBe('idle');
    expect(new Set(transport.put)).toEqual(new Set(hashes(11).filter((hash) => hash !== hashOf(3))));
    expect(transport.put).toHaveLength(10);
    await upload();
    expect([transport.asked.length, transport.put.length]).toEqual([1, 10]);
  });

  it('asks for at most 2,000 at a time', async () => {
    const { transport, upload, all } = someUploads(2_001);
    for (const hash of all) transport.segments.set(hash, new Uint8Array());
    await upload();
    const asked = transport.asked.map(({ request }) => (request as { hashes: readonly Hash[] }).hashes.length);
    expect(asked).toEqual([2_000, 1]);
  });

  it('goes on after the line broke where it was', async () => {
    const { transport, upload } = someUploads(10);
    let left = 6;
    transport.segmentFailure = () => ((left -= 1) < 0 ? unreachable : undefined);
    expect(await upload()).toEqual(unreachable);
    const before = transport.segments.size;
    transport.segmentFailure = undefined;
    expect(await upload()).toBe('idle');
    expect([before, transport.segments.size, transport.asked.length]).toEqual([6, 10, 1]);
  });

  it('what the server does not take now does not hold up the others, and is owed', async () => {
    const { transport, uploads, upload, all } = someUploads(6);
    transport.segmentFailure = (hash) => (hash === hashOf(0) ? refused('malformed', 500) : undefined);
    expect(await upload()).toBe('idle');
    expect(transport.segments.size).toBe(5);
    expect(await uploads.owed()).toMatchObject({ status: 500 });
    transport.segmentFailure = undefined;
    expect([await uploads.owed(), await uploads.owed()]).toEqual(['worked', 'idle']);
    expect(transport.segments.size).toBe(all.length);
  });

  it.each([
    ['not what its name promises', 400],
    ['not this laptop’s to send', 403],
    ['too large', 413],
  ])('what is %s is not sent again', async (_, status) => {
    const { transport, uploads, upload } = someUploads(2);
    transport.segmentFailure = (hash) => (hash === hashOf(0) ? refused('malformed', status) : undefined);
    expect([await upload(), await uploads.owed()]).toEqual(['idle', 'idle']);
    expect(transport.put).toHaveLength(2);
  });

  it('what this laptop has no sound copy of is left to those that have', async () => {
    const { transport, uploads, page, upload } = someUploads(3);
    page.segments.delete(hashOf(1));
    expect([await upload(), await uploads.owed()]).toEqual(['idle', 'idle']);
    expect([transport.put.length, transport.segments.size]).toEqual([2, 2]);
  });

  it('when the server will not be asked, what names the lists goes all the same', async () => {
    const { transport, uploads, upload } = someUploads(3);
    transport.script.missingSegments = () => refused('malformed', 500);
    expect(await upload()).toBe('idle');
    // They are owed: sent without having been asked for.
    expect(await run(uploads.owed)).toBe('idle');
    expect(transport.segments.size).toBe(3);
    const { uploads: others, upload: again, transport: forbidding } = someUploads(3);
    forbidding.script.missingSegments = () => refused('forbidden', 403);
    expect([await again(), await others.owed(), forbidding.put]).toEqual(['idle', 'idle', []]);
  });

  it('when the connection fails, nothing goes', async () => {
    const { transport, upload } = someUploads(3);
    transport.script = {};
    expect(await upload()).toEqual(unreachable);
  });

  it('asks anew once the server may have lost some', async () => {
    const { transport, uploads, upload } = someUploads(3);
    await upload();
    transport.segments.clear();
    uploads.startOver();
    expect(await upload()).toBe('idle');
    expect(transport.segments.size).toBe(3);
  });

  it('brings again what it is to look after and the server has lost, without anything that names it', async () => {
    const { transport, uploads, upload, all } = someUploads(6);
    await upload();
    transport.segments.delete(hashOf(2));
    transport.segments.delete(hashOf(5));
    transport.put.length = 0;
    expect(await uploads.owed()).toBe('idle');
    uploads.check(all);
    expect(await run(uploads.owed)).toBe('idle');
    expect(transport.put).toEqual([hashOf(2), hashOf(5)]);
    expect(transport.segments.size).toBe(6);
  });
});

describe('fetching segments', () => {
  function someDownloads(count: number) {
    const transport = aTransport();
    const page = aPage();
    page.named = hashes(count);
    for (let n = 0; n < count; n += 1) transport.segments.set(hashOf(n), bytesOf(n));
    const downloads = createDownloads(
      createContact(transport, () => 0),
      page,
    );
    return { transport, page, downloads };
  }

  it('fetches what is not here, in order, and tells how far it is', async () => {
    const { transport, page, downloads } = someDownloads(10);
    page.segments.set(hashOf(4), bytesOf(4));
    expect(downloads.progress()).toEqual({ here: 0, all: 0 });
    await downloads.lane();
    expect(downloads.progress()).toEqual({ here: 5, all: 10 });
    expect(await run(downloads.lane)).toBe('idle');
    expect(transport.got).toEqual(hashes(10).filter((hash) => hash !== hashOf(4)));
    expect(downloads.progress()).toEqual({ here: 10, all: 10 });
    expect(page.segments.get(hashOf(9))).toEqual(bytesOf(9));
  });

  it('goes on after an interruption, also with the next start, and fetches nothing twice', async () => {
    const { transport, page, downloads } = someDownloads(10);
    await downloads.lane();
    transport.segmentFailure = () => unreachable;
    expect(await downloads.lane()).toEqual(unreachable);
    transport.segmentFailure = undefined;
    const { got } = transport;
    got.length = 0;
    const restarted = createDownloads(
      createContact(transport, () => 0),
      page,
    );
    expect(await run(restarted.lane)).toBe('idle');
    expect(got).toEqual(hashes(10).slice(4));
    expect(page.segments.size).toBe(10);
  });

  it('tells once, after the start, what is here already', async () => {
    const { transport, page } = someDownloads(3);
    page.segments.set(hashOf(1), bytesOf(1));
    const found: unknown[] = [];
    const downloads = createDownloads(
      createContact(transport, () => 0),
      page,
      (here) => found.push(here),
    );
    await run(downloads.lane);
    downloads.lookAgain();
    await run(downloads.lane);
    expect(found).toEqual([[hashOf(1)]]);
  });

  it('takes no bytes that are not what the name promises', async () => {
    const { transport, page, downloads } = someDownloads(1);
    transport.segments.set(hashOf(0), bytesOf(1));
    expect([await downloads.lane(), page.segments.size]).toEqual(['stuck', 0]);
    expect(downloads.progress()).toEqual({ here: 0, all: 1 });
    transport.segments.set(hashOf(0), bytesOf(0));
    expect([await downloads.lane(), await downloads.lane(), page.segments.size]).toEqual(['worked', 'idle', 1]);
  });

  it('what is not at the server yet does not hold up the others', async () => {
    const { transport, page, downloads } = someDownloads(12);
    for (const n of [0, 1, 2, 3, 5]) transport.segments.delete(hashOf(n));
    let steps = 0;
    while (page.segments.size < 7 && steps < 10) {
      await downloads.lane();
      steps += 1;
    }
    expect(page.segments.size).toBe(7);
    expect(await downloads.lane()).toMatchObject({ status: 404 });
    expect(downloads.progress()).toEqual({ here: 7, all: 12 });
    for (const n of [0, 1, 2, 3, 5]) transport.segments.set(hashOf(n), bytesOf(n));
    await run(downloads.lane);
    expect(page.segments.size).toBe(12);
  });

  it('a full disk is no reason to stop asking', async () => {
    const { page, downloads } = someDownloads(2);
    page.isDiskFull = true;
    expect(await downloads.lane()).toBe('stuck');
    page.isDiskFull = false;
    expect([await downloads.lane(), await downloads.lane()]).toEqual(['worked', 'idle']);
  });

  it('looks again when guest lists may name others', async () => {
    const { transport, page, downloads } = someDownloads(2);
    await run(downloads.lane);
    page.named = hashes(3);
    transport.segments.set(hashOf(2), bytesOf(2));
    expect(await downloads.lane()).toBe('idle');
    downloads.lookAgain();
    expect([await downloads.lane(), await downloads.lane()]).toEqual(['worked', 'idle']);
    expect(page.segments.size).toBe(3);
  });

  it('gets everything that is to be had, whatever fails on the way', async () => {
    const seen = { failures: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 12 }),
        fc.array(fc.constantFrom('ok', 'lost', 'missing', 'full'), { maxLength: 40 }),
        async (count, luck) => {
          const { transport, page, downloads } = someDownloads(count);
          const { storeSegment } = page;
          const fates = [...luck];
          transport.segmentFailure = () => {
            const fate = fates.shift() ?? 'ok';
            page.isDiskFull = fate === 'full';
            if (fate !== 'ok') seen.failures += 1;
            if (fate === 'lost') return unreachable;
            return fate === 'missing' ? refused('not-found', 404) : undefined;
          };
          page.storeSegment = async (hash, bytes) => {
            expect(bytesToHex(sha256(bytes))).toBe(hash);
            return storeSegment(hash, bytes);
          };
          for (let steps = 0; steps < 100 && page.segments.size < count; steps += 1) await downloads.lane();
          expect(page.segments.size).toBe(count);
          expect(await downloads.lane()).toBe('idle');
        },
      ),
      { seed: 20_261_210, numRuns: 500 },
    );
    expect(seen.failures).toBeGreaterThan(1_000);
  });
});
