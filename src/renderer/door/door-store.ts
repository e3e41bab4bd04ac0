import { createStore, type StoreApi } from 'zustand/vanilla';
import { parseScan } from '../../shared/admission/code.ts';
import type { OperationId, TicketId } from '../../shared/ids.ts';
import { NotRecordedError } from '../ledger/commit.ts';
import type { Ledger } from '../ledger/ledger.ts';
import {
  type Direction,
  type DoorPlace,
  type DoorResult,
  type FindElsewhere,
  passTicket,
  scanCode,
} from './check-in.ts';
import { createDoorInput, type DoorInput, type InputSurroundings } from './door-input.ts';
import { type DoorState, initialDoorState, type Shown } from './door-state.ts';
import { createRepeatGuard } from './repeat-guard.ts';
import { createTurns } from './turns.ts';
import { lastUndoable, undo } from './undo.ts';

export interface DoorSurroundings extends InputSurroundings {
  readonly ledger: Ledger;
  readonly place: DoorPlace;
  readonly findElsewhere: FindElsewhere;
  /** UTC milliseconds. */
  readonly now: () => number;
  /** Told of everything that the panel comes to show. */
  readonly onShown: (shown: Shown) => void;
}

/** One door: what is typed and scanned there, and what it came to. Actions resolve when their outcome shows. */
export interface Door extends Pick<DoorInput, 'type' | 'move'> {
  readonly store: StoreApi<DoorState>;
  readonly ledger: Ledger;
  readonly place: DoorPlace;
  /**
   * A scanner has typed this and Enter. The code is all that stands in the input, for a scanner may pause between two
   * keys; only where that is no ticket's code and the burst is, somebody had begun to type before it.
   */
  readonly scan: (burst: string) => Promise<void>;
  /** Enter was pressed on what was typed. */
  readonly enter: () => Promise<void>;
  readonly pick: (ticketId: TicketId) => Promise<void>;
  readonly clear: () => void;
  readonly turn: (direction: Direction) => void;
  /** Takes this laptop's last check-in or check-out back. */
  readonly undoLast: () => Promise<void>;
  readonly undo: (target: OperationId) => Promise<void>;
}

export function createDoor(surroundings: DoorSurroundings): Door {
  const { ledger, place } = surroundings;
  const store = createStore<DoorState>(() => initialDoorState);
  const input = createDoorInput(store, surroundings);
  const repeats = createRepeatGuard();
  const turns = createTurns(showFailure);
  const findElsewhere = elsewhereIfPossible(surroundings);

  function show(shown: Shown): void {
    store.setState(({ shownTimes }) => ({ shown, shownTimes: shownTimes + 1 }));
    surroundings.onShown(shown);
  }

  function showFailure(error: unknown): void {
    repeats.forget();
    const isKnown = error instanceof NotRecordedError;
    if (!isKnown) surroundings.reportError(error);
    show({ kind: 'not-recorded', reason: isKnown ? error.reason : 'unexpected' });
  }

  function showResult(result: DoorResult, scanned: string): void {
    if (result.kind === 'verdict') return show({ kind: 'verdict', result });
    const ids = result.tickets.map(({ id }) => id);
    input.offerShared(scanned, ids);
    show({ kind: 'choose', scanned, total: ids.length });
  }

  async function scan(code: string): Promise<void> {
    const { direction } = store.getState();
    const { text, keys } = parseScan(code);
    const isRepeat = repeats.isRepeat(`${direction} ${keys[0] ?? text}`, surroundings.now());
    // Tickets that share this code stay on offer while it is held to the scanner.
    if (isRepeat) return store.setState({ text: '' });
    input.empty();
    await turns.take(`scan ${direction} ${text}`, async () =>
      showResult(await scanCode(ledger, place, direction, code, findElsewhere), text),
    );
  }

  async function pick(ticketId: TicketId): Promise<void> {
    const { direction, candidates } = store.getState();
    const scanned = candidates?.scanned ?? '';
    input.empty();
    await turns.take(`pick ${direction} ${ticketId}`, async () =>
      showResult(await passTicket(ledger, place, direction, ticketId, scanned), scanned),
    );
  }

  /** What stands in the input is a code, or the one guest it finds, or a choice; what finds nobody is refused. */
  async function enterText(text: string): Promise<void> {
    if (isKnownCode(ledger, text)) return scan(text);
    const found = await input.find(text);
    if (found === undefined) return;
    const [first] = found.tickets;
    if (first === undefined) return scan(text);
    if (found.total === 1) return pick(first);
    input.offerFound(found);
  }

  async function takeBack(target: OperationId | undefined): Promise<void> {
    repeats.forget();
    const result = target === undefined ? undefined : await undo(ledger, place, target);
    show(result?.kind === 'undone' ? { kind: 'undone', result } : { kind: 'nothing-to-undo' });
  }

  return {
    store,
    ledger,
    place,
    type: input.type,
    move: input.move,
    async scan(burst) {
      const { text } = store.getState();
      await scan(isKnownCode(ledger, burst) && !isKnownCode(ledger, text) ? burst : text || burst);
    },
    pick,
    async enter() {
      const { text, candidates, highlighted } = store.getState();
      const chosen = candidates?.ids[highlighted];
      if (chosen !== undefined) return pick(chosen);
      if (candidates?.from === 'code') return input.move(1);
      if (text.trim() !== '') await enterText(text);
    },
    clear() {
      input.empty();
      if (store.getState().shown.kind === 'choose') store.setState({ shown: { kind: 'ready' } });
    },
    turn: (direction) => store.setState({ direction }),
    undoLast: async () => turns.take(undefined, async () => takeBack(lastUndoable(ledger, place)?.id)),
    undo: async (target) => turns.take(`undo ${target}`, async () => takeBack(target)),
  };
}

function isKnownCode(ledger: Ledger, text: string): boolean {
  const byCode = ledger.event()?.byCode;
  return parseScan(text).keys.some((key) => byCode?.has(key) ?? false);
}

/** A code that cannot be looked up elsewhere just now is refused all the same. */
function elsewhereIfPossible({ findElsewhere, reportError }: DoorSurroundings): FindElsewhere {
  return async (keys) => {
    try {
      return await findElsewhere(keys);
    } catch (error) {
      reportError(error);
      return undefined;
    }
  };
}
