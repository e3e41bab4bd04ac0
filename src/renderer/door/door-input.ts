import type { StoreApi } from 'zustand/vanilla';
import type { TicketId } from '../../shared/ids.ts';
import type { Found } from '../search/search-protocol.ts';
import { countText } from '../ui/number-text.ts';
import type { Direction } from './check-in.ts';
import { type DoorState, emptyInput } from './door-state.ts';

/** Guests offered at once. */
const candidatesShown = 8;

/** Results wait until typing pauses this long, so that a scanner that types does not make them flicker. */
const typingPauseMs = 40;

/** What Enter does with the one candidate it takes. */
const enterWords = { entry: 'Enter admits', exit: 'Enter lets out' } as const satisfies Record<Direction, string>;

export interface InputSurroundings {
  readonly find: (text: string, limit: number) => Promise<Found>;
  readonly reportError: (error: unknown) => void;
}

/** The input of a door and the candidates under it. */
export interface DoorInput {
  readonly type: (text: string) => void;
  readonly empty: () => void;
  /** Who is meant by what stands in the input; undefined when it has changed meanwhile, or search does not work. */
  readonly find: (text: string) => Promise<Found | undefined>;
  /** Offers several guests to choose from, the first one highlighted. */
  readonly offerFound: (found: Found) => void;
  /** Offers the tickets that share a code, none highlighted. */
  readonly offerShared: (scanned: string, ids: readonly TicketId[]) => void;
  /** Moves the highlight down (1) or up (-1), around the ends. */
  readonly move: (by: 1 | -1) => void;
}

export function createDoorInput(store: StoreApi<DoorState>, { find, reportError }: InputSurroundings): DoorInput {
  let pause: ReturnType<typeof setTimeout> | undefined;

  async function findNow(text: string): Promise<Found | undefined> {
    clearTimeout(pause);
    try {
      const found = await find(text, candidatesShown);
      return store.getState().text === text ? found : undefined;
    } catch (error) {
      reportError(error);
      store.setState({ hint: 'Searching does not work just now: scan the code, or type all of it' });
      return undefined;
    }
  }

  function showCandidates({ tickets: ids, total }: Found): void {
    store.setState(({ text }) => ({
      candidates: { from: 'search', scanned: '', ids, total },
      highlighted: -1,
      hint: total === 0 ? `Nobody found for “${text.trim()}”: Enter looks it up as a code` : undefined,
    }));
  }

  return {
    find: findNow,
    type(text) {
      clearTimeout(pause);
      if (text.trim() === '') return store.setState({ ...emptyInput, text });
      store.setState({ text, highlighted: -1, hint: undefined });
      pause = setTimeout(() => {
        void findNow(text).then((found) => found && showCandidates(found));
      }, typingPauseMs);
    },
    empty() {
      clearTimeout(pause);
      store.setState(emptyInput);
    },
    offerFound(found) {
      showCandidates(found);
      const matches = countText(found.total, 'guest matches', 'guests match');
      store.setState(({ direction }) => ({
        highlighted: 0,
        hint: `${matches}: choose with the arrows, ${enterWords[direction]}`,
      }));
    },
    offerShared(scanned, ids) {
      store.setState(({ direction }) => ({
        candidates: { from: 'code', scanned, ids, total: ids.length },
        highlighted: -1,
        hint: `${String(ids.length)} tickets share this code: choose with the arrows, ${enterWords[direction]}`,
      }));
    },
    move(by) {
      store.setState(({ candidates, highlighted }) => {
        const count = candidates?.ids.length ?? 0;
        if (count === 0) return {};
        const from = highlighted === -1 && by === -1 ? 0 : highlighted;
        return { highlighted: (from + by + count) % count };
      });
    },
  };
}
