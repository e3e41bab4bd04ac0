import type { Found, OtherEvent, PackedSegment, SearchAnswer, SearchQuestion, SearchReply } from './search-protocol.ts';

/** Search off the UI thread. Every promise settles: it rejects when the worker fails or the search is disposed of. */
export interface Search {
  /** Indexes an event's guest list in place of the one before; later segments replace earlier ones. Resolves to the number of tickets. */
  load(segments: readonly PackedSegment[]): Promise<number>;
  /** Reads the codes of the other events on this laptop, in place of those before. */
  loadElsewhere(events: readonly OtherEvent[]): Promise<void>;
  /** At most `limit` tickets that the text may mean, best first. Waits for a list that is being loaded. */
  find(text: string, limit: number): Promise<Found>;
  /** The name of the other event that one of these code keys belongs to, best key first. */
  findElsewhere(keys: readonly string[]): Promise<string | undefined>;
  /** Ends the worker; what it has not answered rejects. */
  dispose(): void;
}

/** What the client needs of a worker. */
export interface SearchPort {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listen: (event: { readonly data: SearchReply }) => void): void;
  addEventListener(type: 'error', listen: (event: { readonly message?: string }) => void): void;
  addEventListener(type: 'messageerror', listen: () => void): void;
  terminate(): void;
}

/** Starts a search worker. */
export function connectSearch(): Search {
  return searchThrough(new Worker(new URL('./search-worker.ts', import.meta.url), { type: 'module' }));
}

/** A search that asks the worker behind a port. */
export function searchThrough(port: SearchPort): Search {
  const { ask, close } = openQuestions(port);
  return {
    async load(segments) {
      const { tickets } = await ask({ kind: 'load', segments }, 'loaded');
      return tickets;
    },
    async loadElsewhere(events) {
      await ask({ kind: 'loadElsewhere', events }, 'loaded');
    },
    async find(text, limit) {
      const { found } = await ask({ kind: 'find', text, limit }, 'found');
      return found;
    },
    async findElsewhere(keys) {
      const { eventName } = await ask({ kind: 'findElsewhere', keys }, 'foundElsewhere');
      return eventName;
    },
    dispose() {
      port.terminate();
      close('The search was closed.');
    },
  };
}

interface OpenQuestion {
  readonly answer: (answer: SearchAnswer) => void;
  readonly fail: (error: Error) => void;
}

/** Matches replies to questions; once closed, every question fails for the same reason. */
function openQuestions(port: SearchPort) {
  const open = new Map<number, OpenQuestion>();
  let asked = 0;
  let closedBecause: string | undefined;

  function close(reason: string): void {
    closedBecause ??= reason;
    for (const { fail } of open.values()) fail(new Error(closedBecause));
    open.clear();
  }

  async function ask<Kind extends SearchAnswer['kind']>(
    question: SearchQuestion,
    expected: Kind,
  ): Promise<Extract<SearchAnswer, { kind: Kind }>> {
    if (closedBecause !== undefined) throw new Error(closedBecause);
    asked += 1;
    const request = asked;
    const answer = await new Promise<SearchAnswer>((resolve, reject) => {
      open.set(request, { answer: resolve, fail: reject });
      port.postMessage({ ...question, request });
    });
    if (isKind(answer, expected)) return answer;
    throw new Error(answer.kind === 'failed' ? answer.reason : `The search answered ${answer.kind}.`);
  }

  port.addEventListener('message', ({ data: { request, ...answer } }) => {
    open.get(request)?.answer(answer);
    open.delete(request);
  });
  port.addEventListener('error', ({ message }) => close(`The search stopped working: ${message ?? 'no reason given'}`));
  port.addEventListener('messageerror', () => close('The search stopped working: its answer could not be read'));
  return { ask, close };
}

function isKind<Kind extends SearchAnswer['kind']>(
  answer: SearchAnswer,
  kind: Kind,
): answer is Extract<SearchAnswer, { kind: Kind }> {
  return answer.kind === kind;
}
