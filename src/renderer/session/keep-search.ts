import type { EventRecord } from '../ledger/books.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Search } from '../search/search-client.ts';

/** Reads the open event's guests into the search whenever another event is open or its guest list has changed. */
export function keepSearchUpToDate(ledger: Ledger, search: Search, reportError: (error: unknown) => void): void {
  let known: { readonly record: EventRecord; readonly revision: number } | undefined;
  let isReading = false;

  /** Changes that come while a list is being read are read together afterwards: a guest list may come in many parts. */
  async function bringUp(): Promise<void> {
    if (isReading) return;
    isReading = true;
    try {
      for (let record = news(); record !== undefined; record = news()) await readInto(search, ledger, record);
    } finally {
      isReading = false;
    }
  }

  /** The open event, if the search does not know it as it is now. */
  function news(): EventRecord | undefined {
    const event = ledger.event();
    if (event === undefined || (known?.record === event.record && known.revision === event.revision)) return undefined;
    known = { record: event.record, revision: event.revision };
    return event.record;
  }

  function look(): void {
    bringUp().catch(reportError);
  }

  ledger.subscribe(look);
  look();
}

async function readInto(search: Search, ledger: Ledger, record: EventRecord): Promise<void> {
  await search.load(await ledger.readGuestList(record.details.id));
  const others = [...ledger.books.events.values()].filter((other) => other !== record);
  await search.loadElsewhere(
    await Promise.all(
      others.map(async ({ details: { id, name } }) => ({ name, segments: await ledger.readGuestList(id) })),
    ),
  );
}
