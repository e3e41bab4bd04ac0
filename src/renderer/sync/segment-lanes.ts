import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Hash } from '../../shared/ids.ts';
import type { Contact } from './contact.ts';
import { type Lane, type LaneResult, stopsEverything } from './lane.ts';
import type { SegmentsNamed, SyncPage } from './sync-page.ts';
import type { Answer, Failure } from './transport.ts';

/** Segments on their way at once: a far server is waited for once, not four times. */
const together = 4;

/** Hashes in one question, as the server allows. */
const mostAsked = 2_000;

export interface Uploads {
  /** Brings these to the server, a few at a time; `idle` once nothing more can be done about them for now. */
  readonly upload: (hashes: readonly Hash[]) => Promise<LaneResult>;
  /** Guest lists name these: whoever has one that the server has lost, as in a restore, brings it again. */
  readonly check: (hashes: readonly Hash[]) => void;
  /** Looks after those to be checked, and tries those again that the server did not take. */
  readonly owed: Lane;
  /** Asks anew which ones the server has. */
  readonly startOver: () => void;
}

export function createUploads(contact: Contact, page: Pick<SyncPage, 'readSegment'>): Uploads {
  /** On the server, or nowhere to be had. */
  const done = new Set<Hash>();
  const wanted = new Set<Hash>();
  const refused = new Set<Hash>();
  const unchecked = new Set<Hash>();

  async function ask(hashes: readonly Hash[]): Promise<LaneResult> {
    const asked = hashes.slice(0, mostAsked);
    const answer = await contact.call('missingSegments', { hashes: asked });
    if (answer.kind !== 'ok') {
      if (stopsEverything(answer)) return answer;
      for (const hash of asked) (isFinal(answer) ? done : refused).add(hash);
      return 'worked';
    }
    const missing = new Set(answer.value.missing);
    for (const hash of asked) (missing.has(hash) ? wanted : done).add(hash);
    return 'worked';
  }

  async function send(hash: Hash): Promise<Failure | undefined> {
    const bytes = await page.readSegment(hash);
    const answer: Answer<undefined> =
      bytes === undefined ? { kind: 'ok', value: undefined } : await contact.putSegment(hash, bytes);
    if (answer.kind !== 'ok' && stopsEverything(answer)) return answer;
    wanted.delete(hash);
    (answer.kind === 'ok' || isFinal(answer) ? done : refused).add(hash);
    return answer.kind === 'ok' ? undefined : answer;
  }

  async function upload(hashes: readonly Hash[]): Promise<LaneResult> {
    const open = hashes.filter((hash) => !done.has(hash) && !refused.has(hash));
    if (open.length === 0) return 'idle';
    const unasked = open.filter((hash) => !wanted.has(hash));
    if (unasked.length > 0) return ask(unasked);
    const failures = await Promise.all(open.slice(0, together).map(send));
    return failures.find((failure) => failure !== undefined && stopsEverything(failure)) ?? 'worked';
  }

  async function checkSome(): Promise<LaneResult> {
    const some = [...unchecked].slice(0, mostAsked);
    const result = await ask(some);
    if (result === 'worked') for (const hash of some) unchecked.delete(hash);
    return result;
  }

  return {
    upload,
    check(hashes) {
      for (const hash of hashes) unchecked.add(hash);
    },
    async owed() {
      if (unchecked.size > 0) return checkSome();
      const again = [...wanted, ...refused].slice(0, together);
      if (again.length === 0) return 'idle';
      for (const hash of again) refused.delete(hash);
      const failures = await Promise.all(again.map(send));
      return failures.find((failure) => failure !== undefined) ?? 'worked';
    },
    startOver() {
      for (const each of [done, wanted, refused, unchecked]) each.clear();
    },
  };
}

/** Asking again would get the same answer. */
function isFinal(failure: Failure): boolean {
  return failure.kind === 'refused' && [400, 403, 413].includes(failure.status);
}

export interface Downloads {
  /** Fetches what guest lists name and this laptop has not got. */
  readonly lane: Lane;
  /** Guest lists may name others now. */
  readonly lookAgain: () => void;
  readonly progress: () => { readonly here: number; readonly all: number };
}

/** `onFound` is told once, when the app has started, which ones are here. */
export function createDownloads(
  contact: Contact,
  page: Pick<SyncPage, 'segmentsNamed' | 'storeSegment'>,
  onFound: (here: readonly Hash[]) => void = () => undefined,
): Downloads {
  let named: SegmentsNamed | undefined;
  let isFirstLook = true;
  let all = 0;
  let missing: readonly Hash[] = [];

  /** Whether the segment is here now, or why it is not. */
  async function fetchOne(hash: Hash): Promise<'here' | 'stuck' | Failure> {
    const answer = await contact.getSegment(hash);
    if (answer.kind !== 'ok') return answer;
    const isSound = bytesToHex(sha256(answer.value)) === hash;
    return isSound && (await page.storeSegment(hash, answer.value)) ? 'here' : 'stuck';
  }

  return {
    async lane() {
      if (named === undefined) {
        named = await page.segmentsNamed();
        const { here } = named;
        ({ missing } = named);
        all = here.length + missing.length;
        if (isFirstLook) onFound(here);
        isFirstLook = false;
      }
      if (missing.length === 0) return 'idle';
      const some = missing.slice(0, together);
      const results = await Promise.all(some.map(fetchOne));
      const failed = some.filter((_, index) => results[index] !== 'here');
      // What is not to be had yet, such as of a laptop that is still uploading, does not hold up the others.
      missing = [...missing.slice(together), ...failed];
      const failures = results.filter((result) => result !== 'here');
      const stopped = failures.find(stopsEverything);
      return stopped ?? (failures.length < results.length ? 'worked' : (failures[0] ?? 'worked'));
    },
    lookAgain() {
      named = undefined;
    },
    progress: () => ({ here: all - missing.length, all }),
  };
}
