import type { PageLocks } from '../../src/renderer/start-up/writer-lock.ts';

/** The locks of one origin: exclusive, and waited for until the signal gives up. */
export function createPageLocks(): PageLocks {
  const held = new Set<string>();
  return {
    async request(name, { signal }, use) {
      if (held.has(name)) {
        return new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new DOMException('Gave up waiting', 'AbortError')));
        });
      }
      held.add(name);
      return use();
    },
  };
}
