import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RowProblem } from '../../shared/guest-list/format.ts';
import type { ColumnMapping } from '../../shared/guest-list/mapped.ts';
import type { ListId } from '../../shared/ids.ts';
import type { EventRecord } from '../ledger/books.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { guestListState, importGuestList, type ImportPlace, type ImportResult } from './import-guest-list.ts';
import type { GuestListReader, ImportPreview, ReadProgress } from './import-protocol.ts';
import { noticeOf, type Outcome, outcomeOf } from './import-outcome.ts';
import { type NoticeCode, words } from './import-words.ts';
import type { UnknownList } from './parse-guest-list.ts';

/** A list whose columns somebody has named, to come back to them. */
interface ColumnsChoice {
  readonly list: UnknownList;
  readonly mapping: ColumnMapping;
}

/** A file that has been read and compared, and what importing it means. */
export interface CheckedFile {
  readonly fileName: string;
  readonly formatName: string;
  readonly rowCount: number;
  readonly preview: ImportPreview;
  /** The guest list that the preview was made for. */
  readonly guestListState: number;
  /** Set where the columns were named by hand. */
  readonly columns: ColumnsChoice | undefined;
}

/** Why the file that was chosen is not on the desk any more. */
export interface Refused {
  readonly title: string;
  readonly message: string;
}

export type ImportState =
  | { readonly step: 'choose'; readonly refused?: Refused }
  /** Without `progress` the file has been read and is being compared. */
  | { readonly step: 'reading'; readonly fileName: string; readonly progress?: ReadProgress }
  | ({ readonly step: 'columns'; readonly fileName: string } & ColumnsChoice)
  | { readonly step: 'check'; readonly file: CheckedFile; readonly notice?: NoticeCode }
  | {
      readonly step: 'importing';
      readonly file: CheckedFile;
      readonly stored: number;
      readonly segments: number;
      readonly cancelling: boolean;
    }
  | {
      readonly step: 'done';
      readonly file: CheckedFile;
      readonly result: Extract<ImportResult, { kind: 'imported' | 'nothing-new' }>;
    };

export interface DeskSurroundings {
  readonly ledger: Ledger;
  readonly event: EventRecord;
  readonly place: { readonly listId: ListId; readonly actor: string };
  readonly startReader: () => GuestListReader;
  /** Told of errors that nobody foresaw. */
  readonly reportError: (error: unknown) => void;
  /** Told how an import ended that nobody was watching any more. */
  readonly onEndedUnwatched: (outcome: Outcome) => void;
}

/** Where a guest list comes in: one file at a time. Actions resolve when their outcome shows. */
export interface ImportDesk {
  readonly store: StoreApi<ImportState>;
  readonly ledger: Ledger;
  readonly event: EventRecord;
  readonly place: DeskSurroundings['place'];
  chooseFile(file: File): Promise<void>;
  /** Says why something that was chosen or dropped cannot be read. */
  refuse(refused: Refused): void;
  mapColumns(mapping: ColumnMapping): void;
  /** Reads the file with the columns as they are named now. */
  applyColumns(): Promise<void>;
  changeColumns(): void;
  /** Ends reading or importing; what was being done leaves nothing behind. */
  cancel(): void;
  /** Imports what the preview shows for what the quote said. */
  confirm(credits: number): Promise<void>;
  startOver(): void;
  problems(from: number, count: number): Promise<readonly RowProblem[]>;
  problemFile(): Promise<Blob>;
  /** Somebody looks at the desk. */
  watch(): void;
  /** Nobody looks any more: the file is let go of, unless it is being imported; that goes on to its end. */
  leave(): void;
}

/** One file on the desk, from choosing it to the end. */
interface Sitting {
  readonly file: File;
  readonly reader: GuestListReader;
  importing?: AbortController;
}

export function createImportDesk(surroundings: DeskSurroundings): ImportDesk {
  const { ledger, event, reportError } = surroundings;
  const store = createStore<ImportState>(() => ({ step: 'choose' }));
  const eventId = event.details.id;
  const place: ImportPlace = { ...surroundings.place, eventId };
  let sitting: Sitting | undefined;
  let isWatched = true;

  function endSitting(): void {
    sitting?.importing?.abort();
    sitting?.reader.stop();
    sitting = undefined;
  }

  /** Shows a state, unless another file has come to the desk meanwhile. */
  function show(of: Sitting, state: ImportState): void {
    if (sitting === of) store.setState(state, true);
  }

  function fail(of: Sitting, error: unknown, refused: Refused): void {
    if (sitting !== of) return;
    reportError(error);
    if (!isWatched) surroundings.onEndedUnwatched({ imported: false, ...refused });
    refuse(refused);
  }

  function refuse(refused: Refused): void {
    endSitting();
    store.setState({ step: 'choose', refused }, true);
  }

  async function read(of: Sitting, columns: ColumnsChoice | undefined): Promise<void> {
    const { file, reader } = of;
    const { timeZone } = event.details;
    show(of, { step: 'reading', fileName: file.name, progress: { doneBytes: 0, totalBytes: file.size } });
    try {
      const outcome = await reader.read(
        file,
        columns === undefined ? { timeZone } : { timeZone, mapping: columns.mapping },
        (progress) => show(of, { step: 'reading', fileName: file.name, progress }),
      );
      if (sitting !== of) return;
      if (outcome.kind === 'refused') return refuse({ title: words.notImported(file.name), message: outcome.message });
      if (outcome.kind === 'unknown') {
        const { suggestedMapping: mapping } = outcome;
        return show(of, { step: 'columns', fileName: file.name, list: outcome, mapping });
      }
      const { formatName, rowCount } = outcome;
      await compare(of, { fileName: file.name, formatName, rowCount, columns });
    } catch (error) {
      fail(of, error, { title: words.notImported(file.name), message: words.unexpected });
    }
  }

  async function compare(
    of: Sitting,
    file: Omit<CheckedFile, 'preview' | 'guestListState'>,
    notice?: NoticeCode,
  ): Promise<void> {
    show(of, { step: 'reading', fileName: file.fileName });
    const state = guestListState(ledger.books, eventId);
    const guestList = await ledger.readGuestList(eventId);
    const preview = await of.reader.match(guestList, place.listId);
    show(of, {
      step: 'check',
      file: { ...file, preview, guestListState: state },
      ...(notice === undefined ? {} : { notice }),
    });
  }

  async function runImport(of: Sitting, file: CheckedFile, credits: number): Promise<void> {
    const importing = new AbortController();
    of.importing = importing;
    const { fileName, formatName, preview } = file;
    const state: ImportState = { step: 'importing', file, stored: 0, segments: 0, cancelling: false };
    show(of, state);
    const agreed = { place, fileName, system: formatName, preview, credits, guestListState: file.guestListState };
    const result = await importGuestList(ledger, of.reader, agreed, {
      signal: importing.signal,
      onProgress: (stored, segments) => show(of, { ...state, stored, segments, cancelling: importing.signal.aborted }),
    });
    if (sitting !== of) return;
    if (!isWatched) {
      surroundings.onEndedUnwatched(outcomeOf(result, file));
      startOver();
    } else if (result.kind === 'imported' || result.kind === 'nothing-new') {
      show(of, { step: 'done', file, result });
    } else if (result.kind === 'ask-again') {
      await compare(of, file, noticeOf(result));
    } else {
      show(of, { step: 'check', file, notice: noticeOf(result) });
    }
  }

  function startOver(): void {
    endSitting();
    store.setState({ step: 'choose' }, true);
  }

  function readerOfSitting(): GuestListReader {
    if (sitting === undefined) throw new Error('There is no file on the desk');
    return sitting.reader;
  }

  return {
    store,
    ledger,
    event,
    place: surroundings.place,
    async chooseFile(file) {
      endSitting();
      sitting = { file, reader: surroundings.startReader() };
      await read(sitting, undefined);
    },
    refuse,
    mapColumns(mapping) {
      const state = store.getState();
      if (state.step === 'columns') store.setState({ ...state, mapping }, true);
    },
    async applyColumns() {
      const state = store.getState();
      if (state.step !== 'columns' || sitting === undefined) return;
      await read(sitting, { list: state.list, mapping: state.mapping });
    },
    changeColumns() {
      const state = store.getState();
      if (state.step !== 'check' || state.file.columns === undefined) return;
      store.setState({ step: 'columns', fileName: state.file.fileName, ...state.file.columns }, true);
    },
    cancel() {
      const state = store.getState();
      if (state.step === 'reading') startOver();
      else if (state.step === 'importing') {
        sitting?.importing?.abort();
        store.setState({ ...state, cancelling: true }, true);
      }
    },
    async confirm(credits) {
      const state = store.getState();
      if (state.step !== 'check' || sitting === undefined) return;
      const mine = sitting;
      try {
        await runImport(mine, state.file, credits);
      } catch (error) {
        fail(mine, error, { title: words.notFinished(state.file.fileName), message: words.unexpectedImport });
      }
    },
    startOver,
    problems: async (from, count) => readerOfSitting().problems(from, count),
    problemFile: async () => readerOfSitting().problemFile(),
    watch() {
      isWatched = true;
    },
    leave() {
      isWatched = false;
      if (store.getState().step !== 'importing') startOver();
    },
  };
}
