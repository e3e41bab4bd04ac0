import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BridgeReply, Settings } from '../../shared/bridge.ts';
import type { EventId, ListId } from '../../shared/ids.ts';
import type { EventRecord } from '../ledger/books.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { CallMain } from '../ledger/main-process.ts';
import type { Search } from '../search/search-client.ts';
import type { SyncHandle } from '../sync/sync-handle.ts';
import { keepSearchUpToDate } from './keep-search.ts';

export type Screen = 'door' | 'import' | 'conflicts' | 'credits' | 'settings' | 'events';

/** A part of the Credits screen. */
export type CreditsTab = 'ledger' | 'billing' | 'what-if';

interface SessionState {
  readonly settings: Settings;
  /** False while the settings could not be stored: they hold until the app closes. */
  readonly settingsStored: boolean;
  readonly screen: Screen;
  readonly creditsTab: CreditsTab;
  /** The check-in list at this door; undefined while no event is open. */
  readonly listId: ListId | undefined;
  /** The name of the event whose guest list is being read; undefined when none is. */
  readonly opening: string | undefined;
  /** Guests of the open event whose part of the guest list is damaged, until somebody has read about them. */
  readonly unreadable: number;
}

export interface SessionSurroundings {
  readonly ledger: Ledger;
  readonly callMain: CallMain;
  readonly search: Search;
  /** Absent where this laptop can only work alone. */
  readonly sync?: SyncHandle;
  readonly about: BridgeReply<'app.describe'>;
  /** UTC milliseconds. */
  readonly now: () => number;
  /** A new random id. */
  readonly newId: () => string;
  readonly reportError: (error: unknown) => void;
}

/** The running app: what it works with, and what it shows. */
export interface Session extends SessionSurroundings {
  readonly store: StoreApi<SessionState>;
  readonly show: (screen: Screen) => void;
  readonly showCredits: (tab: CreditsTab) => void;
  /** Holds at once; stored as soon as the disk takes it. */
  readonly changeSettings: (change: Partial<Settings>) => Promise<void>;
  /** Brings an event into memory and onto the screen, with the list last used or its first one. */
  readonly openEvent: (id: EventId) => Promise<void>;
  readonly chooseList: (id: ListId) => void;
  readonly acknowledgeUnreadable: () => void;
}

export function createSession(surroundings: SessionSurroundings, settings: Settings): Session {
  const { ledger, callMain, search, reportError } = surroundings;
  const store = createStore<SessionState>(() => ({
    settings,
    settingsStored: true,
    screen: 'events',
    creditsTab: 'ledger',
    listId: undefined,
    opening: undefined,
    unreadable: 0,
  }));

  async function changeSettings(change: Partial<Settings>): Promise<void> {
    store.setState((state) => ({ settings: { ...state.settings, ...change } }));
    const result = await callMain('settings.write', store.getState().settings);
    if (!result.ok) reportError(new Error(`The settings were not stored (${result.reason}): ${result.detail}`));
    store.setState({ settingsStored: result.ok });
  }

  keepSearchUpToDate(ledger, search, reportError);

  return {
    ...surroundings,
    store,
    changeSettings,
    show: (screen) => store.setState({ screen }),
    showCredits: (creditsTab) => store.setState({ screen: 'credits', creditsTab }),
    async openEvent(id) {
      const record = ledger.books.events.get(id);
      if (record === undefined) throw new Error('This event is not on this laptop');
      store.setState({ opening: record.details.name });
      try {
        const { unreadable } = await ledger.openEvent(id);
        const listId = listOf(record, store.getState().settings);
        store.setState({ listId, unreadable, screen: 'door' });
        await changeSettings({ lastEventId: id, lastListId: listId });
      } finally {
        store.setState({ opening: undefined });
      }
    },
    chooseList(id) {
      store.setState({ listId: id });
      void changeSettings({ lastListId: id });
    },
    acknowledgeUnreadable: () => store.setState({ unreadable: 0 }),
  };
}

/** The list last used, when it is this event's. */
function listOf(record: EventRecord, { lastListId }: Settings): ListId {
  return lastListId !== undefined && record.lists.has(lastListId) ? lastListId : record.details.firstList.id;
}
