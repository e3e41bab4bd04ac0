import { type Search, type SearchPort, searchThrough } from '../../src/renderer/search/search-client.ts';
import type { SearchRequest } from '../../src/renderer/search/search-protocol.ts';
import { startSearchService } from '../../src/renderer/search/search-service.ts';

/** The real search without its worker: it answers in this thread. */
export function searchInPlace(): Search {
  const serve = startSearchService();
  const events = new EventTarget();
  async function answer(request: SearchRequest): Promise<void> {
    events.dispatchEvent(Object.assign(new Event('message'), { data: await serve(request) }));
  }
  return searchThrough({
    postMessage: (message) => void answer(message as SearchRequest),
    addEventListener: events.addEventListener.bind(events) as SearchPort['addEventListener'],
    terminate: () => undefined,
  });
}
