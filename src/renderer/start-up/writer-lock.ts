/** What the app needs of `navigator.locks`. */
export interface PageLocks {
  request(name: string, options: { readonly signal: AbortSignal }, use: () => Promise<unknown>): Promise<unknown>;
}

/** A page that is being reloaded lets go of the lock only after the next one has begun. */
const patienceMs = 1_500;

/** Makes this page the only one that writes on this laptop, until it is closed. False when another one is. */
export async function takeWriterLock(locks: PageLocks): Promise<boolean> {
  return new Promise((resolve) => {
    locks
      .request('admit-writer', { signal: AbortSignal.timeout(patienceMs) }, async () => {
        resolve(true);
        return new Promise<never>(() => undefined);
      })
      .catch(() => resolve(false));
  });
}
