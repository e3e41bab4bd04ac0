import type { InjectedServer } from './injected-server.ts';

/** What becomes of one request: `lost` on the way there, its answer `cut` off on the way back, or there `twice`. */
export type LineFault = 'fine' | 'lost' | 'cut' | 'twice';

export const anyServer = 'https://above.example';

/** The line from a hub to the server above it. */
export interface FaultyLine {
  /** Stands in for the global `fetch`. */
  readonly fetch: typeof fetch;
  /** What becomes of the next requests, one after the other; from then on all is fine. */
  breakNext(faults: readonly LineFault[]): void;
  /** Whether all of those have come to pass. */
  isMended(): boolean;
  /** Nothing goes through until it is mended. */
  setDown(isDown: boolean): void;
  /** Every request that reached the server: its method and path. */
  readonly arrived: string[];
}

export function openFaultyLine(server: Pick<InjectedServer, 'app'>): FaultyLine {
  let faults: LineFault[] = [];
  let isDown = false;
  const arrived: string[] = [];

  async function reach(request: Request): Promise<Response> {
    arrived.push(`${request.method} ${new URL(request.url).pathname}`);
    return server.app.fetch(request, {});
  }

  return {
    arrived,
    async fetch(address, init) {
      const request = new Request(address, init);
      const fault = isDown ? 'lost' : (faults.shift() ?? 'fine');
      if (fault === 'lost') throw new TypeError('fetch failed');
      if (fault === 'twice') await reach(request.clone());
      const answer = await reach(request);
      if (fault === 'cut') throw new TypeError('terminated');
      return answer;
    },
    breakNext(next) {
      faults = [...next];
    },
    isMended: () => faults.length === 0,
    setDown(down) {
      isDown = down;
    },
  };
}
