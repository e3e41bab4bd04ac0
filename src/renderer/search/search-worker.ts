import type { SearchRequest } from './search-protocol.ts';
import { startSearchService } from './search-service.ts';

const answer = startSearchService();

self.addEventListener('message', ({ data }: MessageEvent<SearchRequest>) => {
  void answer(data).then((reply) => self.postMessage(reply, { transfer: [] }));
});
