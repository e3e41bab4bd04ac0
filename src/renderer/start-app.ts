import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BridgeReply, Settings } from '../shared/bridge.ts';
import { readEnrolLink } from '../shared/enrol-link.ts';
import type { Sha256 } from '../shared/journal-line.ts';
import { demoEventName, fillDemoEvent } from './demo/demo-event.ts';
import { createEvent } from './events/create-event.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { CallMain } from './ledger/main-process.ts';
import { openPageLedger } from './open-page.ts';
import type { Search } from './search/search-client.ts';
import { createSession, type Session } from './session/session.ts';
import type { StartStep } from './start-up/start-screens.tsx';
import { type PageLocks, takeWriterLock } from './start-up/writer-lock.ts';
import type { SyncHandle } from './sync/sync-handle.ts';
import type { SyncService } from './sync/sync-service.ts';
import { systemTimeZone } from './ui/time-zones.ts';

export type StartState =
  | { readonly kind: 'opening'; readonly step: StartStep }
  | { readonly kind: 'already-open' }
  | { readonly kind: 'failed'; readonly detail: string; readonly dataFolder: string | undefined }
  | { readonly kind: 'open'; readonly session: Session };

/** What the app takes from its page. */
export interface Page {
  readonly callMain: CallMain;
  readonly databaseName: string;
  readonly locks: PageLocks;
  readonly connectSearch: () => Search;
  /** Absent where the app can only work alone. */
  readonly connectSync?: () => SyncService;
  /** UTC milliseconds. */
  readonly now: () => number;
  /** A new UUID, version 7. */
  readonly newId: () => string;
  readonly sha256: Sha256;
  readonly reportError: (error: unknown) => void;
}

/** Opens the ledger and the event last used, saying in the store how far it has come. */
export function startApp(page: Page): StoreApi<StartState> {
  const store = createStore<StartState>(() => ({ kind: 'opening', step: 'journal' }));
  let about: BridgeReply<'app.describe'> | undefined;

  async function start(): Promise<StartState> {
    if (!(await takeWriterLock(page.locks))) return { kind: 'already-open' };
    about = await page.callMain('app.describe');
    const settings = await page.callMain('settings.read');
    const opened = await openPageLedger(page);
    const { now, newId, callMain, reportError } = page;
    const { ledger, sync } = opened;
    const session = createSession(
      { ...opened, callMain, search: page.connectSearch(), about, now, newId, reportError },
      settings,
    );
    if (about.demo && ledger.books.events.size === 0) {
      store.setState({ kind: 'opening', step: 'demo' });
      await joinDemoServer(sync, about);
      await makeDemoEvent(page, ledger, settings);
    }
    store.setState({ kind: 'opening', step: 'event' });
    await openLastEvent(session, settings);
    return { kind: 'open', session };
  }

  start()
    .catch((error: unknown): StartState => {
      page.reportError(error);
      const detail = error instanceof Error ? error.message : String(error);
      return { kind: 'failed', detail, dataFolder: about?.dataFolder };
    })
    .then((state) => store.setState(state))
    .catch(page.reportError);
  return store;
}

/** The demo is connected to a server of its own, by the link that it was started with. */
async function joinDemoServer(
  sync: SyncHandle | undefined,
  { enrolLink = '' }: BridgeReply<'app.describe'>,
): Promise<void> {
  const link = readEnrolLink(enrolLink);
  if (link !== undefined) await sync?.enrol(link, undefined);
}

async function makeDemoEvent({ newId, now }: Page, ledger: Ledger, { actor }: Settings): Promise<void> {
  const timeZone = systemTimeZone();
  const event = await createEvent(ledger, actor, newId, { name: demoEventName, timeZone });
  await fillDemoEvent(ledger, actor, event, newId, now());
}

/** The event last used, or the only one there is. */
async function openLastEvent(session: Session, { lastEventId }: Settings): Promise<void> {
  const { events } = session.ledger.books;
  const [only, another] = events.keys();
  const id =
    lastEventId !== undefined && events.has(lastEventId) ? lastEventId : another === undefined ? only : undefined;
  if (id !== undefined) await session.openEvent(id);
}
