import { describe, expect, it } from 'vitest';
import { aTicket } from '../../../test/builders/facts.ts';
import { packSegment } from '../ledger/segment.ts';
import { type SearchPort, searchThrough } from './search-client.ts';
import type { SearchReply, SearchRequest } from './search-protocol.ts';
import { startSearchService } from './search-service.ts';

/** A worker in this process: messages are copied and arrive later, as a worker's do. */
function inProcess(serve = startSearchService()) {
  const events = new EventTarget();
  let ended = false;
  const emit = (type: string, facts: object) => events.dispatchEvent(Object.assign(new Event(type), facts));
  async function answer(request: SearchRequest): Promise<void> {
    const data = structuredClone(await serve(request));
    if (!ended) emit('message', { data });
  }
  const port: SearchPort = {
    postMessage: (message) => void answer(structuredClone(message) as SearchRequest),
    addEventListener: events.addEventListener.bind(events) as SearchPort['addEventListener'],
    terminate: () => {
      ended = true;
    },
  };
  return { port, emit, hasEnded: () => ended };
}

/** Answers nothing until told to. */
function silent() {
  const asked: ((reply: SearchReply) => void)[] = [];
  const worker = inProcess(
    async () =>
      new Promise((resolve) => {
        asked.push(resolve);
      }),
  );
  return { ...worker, asked };
}

const segmentOf = async (name: string) => (await packSegment([aTicket({ name, code: 'ANA-1' })])).bytes;

describe('the search client', () => {
  it('loads and finds through the worker', async () => {
    const search = searchThrough(inProcess().port);
    expect(await search.load([await segmentOf('Ana Ruiz')])).toBe(1);
    expect(await search.find('ruiz ana', 10)).toEqual({ tickets: ['ANA-1'], total: 1 });
    await search.loadElsewhere([{ name: 'Gala', segments: [await segmentOf('Ben Okafor')] }]);
    expect(await search.findElsewhere(['ana-1'])).toBe('Gala');
    expect(await search.findElsewhere(['ben-1'])).toBeUndefined();
  });

  it('gives each question its own answer, in whatever order they come', async () => {
    const { port, asked } = silent();
    const search = searchThrough(port);
    const first = search.find('a', 10);
    const second = search.find('an', 10);
    asked[1]?.({ request: 2, kind: 'found', found: { tickets: [], total: 2 } });
    asked[0]?.({ request: 1, kind: 'found', found: { tickets: [], total: 1 } });
    expect([await first, await second].map(({ total }) => total)).toEqual([1, 2]);
  });

  it('rejects with the reason when the worker cannot read a list', async () => {
    const search = searchThrough(inProcess().port);
    await expect(search.load([new Uint8Array([1, 2, 3])])).rejects.toThrow('The search failed: TypeError');
  });

  it('rejects an answer to something else', async () => {
    const { port, asked } = silent();
    const finding = searchThrough(port).find('a', 10);
    asked[0]?.({ request: 1, kind: 'loaded', tickets: 1 });
    await expect(finding).rejects.toThrow('The search answered loaded.');
  });

  it.each([
    ['stops', 'error', { message: 'out of memory' }, 'The search stopped working: out of memory'],
    ['cannot be started', 'error', {}, 'The search stopped working: no reason given'],
    ['answers unreadably', 'messageerror', {}, 'The search stopped working: its answer could not be read'],
  ])('rejects what is open and what comes later when the worker %s', async (_, type, facts, reason) => {
    const { port, emit } = silent();
    const search = searchThrough(port);
    const open = search.find('a', 10);
    emit(type, facts);
    await expect(open).rejects.toThrow(reason);
    await expect(search.findElsewhere(['a'])).rejects.toThrow(reason);
  });

  it('ends the worker when disposed of; nothing stays open', async () => {
    const { port, hasEnded } = silent();
    const search = searchThrough(port);
    const open = search.load([]);
    search.dispose();
    expect(hasEnded()).toBe(true);
    await expect(open).rejects.toThrow('The search was closed.');
    await expect(search.find('a', 10)).rejects.toThrow('The search was closed.');
  });

  it('rejects when a question cannot be sent', async () => {
    const { port } = inProcess();
    const refusing: SearchPort = {
      ...port,
      postMessage: () => {
        throw new Error('could not be cloned');
      },
    };
    await expect(searchThrough(refusing).find('a', 10)).rejects.toThrow('could not be cloned');
  });
});
