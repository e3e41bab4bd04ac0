import type { Contact } from './contact.ts';
import type { SyncPage } from './sync-page.ts';
import { noNotes, type SyncNotes, type SyncStore } from './sync-store.ts';

/** Less than this is no reason to tell anybody. */
const clockStepMs = 20;
/** How often the time of the last contact is kept, when nothing else has changed. */
const keptEveryMs = 60_000;

/** What is remembered of the server between starts, and the page's clock set by it. */
export interface NoteKeeper {
  readonly notes: () => SyncNotes;
  readonly open: (kept: SyncNotes) => Promise<void>;
  /** This laptop knows everything that the server knows. */
  readonly isUpToDate: () => void;
  readonly serverProtocol: (version: number) => void;
  /** Writes down what has changed, and tells the page when the clocks differ otherwise than before. */
  readonly keep: () => Promise<void>;
}

export function createNoteKeeper(
  contact: Pick<Contact, 'offsetMs' | 'lastAt'>,
  page: Pick<SyncPage, 'correctClock'>,
  store: Pick<SyncStore, 'note'>,
  now: () => number,
): NoteKeeper {
  let notes = noNotes;
  let keptAt = 0;

  return {
    notes: () => ({ ...notes, lastContactAt: contact.lastAt() ?? notes.lastContactAt }),
    async open(kept) {
      notes = kept;
      if (notes.clockOffsetMs !== 0) await page.correctClock(notes.clockOffsetMs);
    },
    isUpToDate() {
      notes = { ...notes, upToDateAt: now() };
    },
    serverProtocol(version) {
      notes = { ...notes, serverProtocol: version };
    },
    async keep() {
      const offsetMs = contact.offsetMs() ?? notes.clockOffsetMs;
      const isOtherClock = Math.abs(offsetMs - notes.clockOffsetMs) >= clockStepMs;
      if (isOtherClock) {
        notes = { ...notes, clockOffsetMs: offsetMs };
        await page.correctClock(offsetMs);
      }
      if (!isOtherClock && Math.abs(now() - keptAt) < keptEveryMs) return;
      keptAt = now();
      await store.note({ ...notes, lastContactAt: contact.lastAt() ?? notes.lastContactAt });
    },
  };
}
