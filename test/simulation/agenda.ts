/** What is to happen at an instant of the simulated time, from beginning to end before anything else does. */
type Happening = () => Promise<void>;

/** The simulated time, and what happens when. Times are whole UTC milliseconds. */
export interface Agenda {
  now(): number;
  /** Returns what takes it off again. */
  plan(inMs: number, happening: Happening): () => void;
  /** Does what comes first. False when there is nothing left. */
  next(): Promise<boolean>;
  /** Everybody is away for so long: what was about to happen happens as much later. */
  skip(ms: number): void;
}

interface Entry {
  readonly at: number;
  readonly order: number;
  readonly happening: Happening;
  isOff: boolean;
}

export function openAgenda(startsAt: number): Agenda {
  const heap: Entry[] = [];
  let now = 0;
  let skipped = startsAt;
  let planned = 0;

  return {
    now: () => now + skipped,
    plan(inMs, happening) {
      planned += 1;
      const entry = { at: now + Math.max(0, Math.round(inMs)), order: planned, happening, isOff: false };
      push(heap, entry);
      return () => {
        entry.isOff = true;
      };
    },
    async next() {
      for (;;) {
        const first = pop(heap);
        if (first === undefined) return false;
        if (first.isOff) continue;
        now = first.at;
        await first.happening();
        return true;
      }
    },
    skip(ms) {
      skipped += ms;
    },
  };
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

/** A heap: children of `i` are `2i + 1` and `2i + 2`, and none comes before its parent. */
function push(heap: Entry[], entry: Entry): void {
  let place = heap.length;
  heap.push(entry);
  while (place > 0) {
    const above = (place - 1) >> 1;
    const parent = heap[above];
    if (parent === undefined || !isBefore(entry, parent)) break;
    heap[place] = parent;
    place = above;
  }
  heap[place] = entry;
}

function pop(heap: Entry[]): Entry | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (first === undefined || last === undefined || heap.length === 0) return first;
  let place = 0;
  for (;;) {
    const left = heap[2 * place + 1];
    const right = heap[2 * place + 2];
    const isRight = left !== undefined && right !== undefined && isBefore(right, left);
    const child = isRight ? right : left;
    if (child === undefined || !isBefore(child, last)) break;
    heap[place] = child;
    place = 2 * place + (isRight ? 2 : 1);
  }
  heap[place] = last;
  return first;
}
