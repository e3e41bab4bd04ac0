import { createStore, type StoreApi } from 'zustand/vanilla';
import * as v from 'valibot';
import type { BridgeReply, Settings } from '../shared/bridge.ts';
import { operationIdSchema } from '../shared/ids.ts';
import type { Sha256 } from '../shared/journal-line.ts';
import { demoEventName, fillDemoEvent } from './demo/demo-event.ts';
import { createEvent } from './events/create-event.ts';
import { openDatabase } from './ledger/database.ts';
import { type Ledger, openLedger } from './ledger/ledger.ts';
import type { CallMain } from './ledger/main-process.ts';
import type { Search } from './search/search-client.ts';
import { createSession, type Session } from './session/session.ts';
import type { StartStep } from './start-up/start-screens.tsx';
import { type PageLocks, takeWriterLock } from './start-up/writer-lock.ts';
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
    const ledger = await openPageLedger(page);
    const { now, newId, callMain, reportError } = page;
    const session = createSession(
      { ledger, callMain, search: page.connectSearch(), about, now, newId, reportError },
      settings,
    );
    if (about.demo && ledger.books.events.size === 0) {
      store.setState({ kind: 'opening', step: 'demo' });
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

async function openPageLedger({ callMain, databaseName, now, newId, sha256 }: Page): Promise<Ledger> {
  const newOperationId = () => v.parse(operationIdSchema, newId());
  return openLedger({ callMain, now, newOperationId, sha256 }, openDatabase(databaseName));
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
