import type { Session } from 'electron';
import { isAppAddress } from './app-origin.ts';

/** What the app's own pages may use. Everything else, and every other page, is refused without asking anybody. */
const allowed: ReadonlySet<string> = new Set([
  // Keeps the database when the disk runs low (navigator.storage.persist).
  'persistent-storage',
]);

/** Whether a page may use a power of the browser, by Chromium's name for it. */
export function isPermitted(permission: string, pageAddress: string): boolean {
  return allowed.has(permission) && isAppAddress(pageAddress);
}

export function restrictPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) => {
    answer(isPermitted(permission, requestingUrl));
  });
  session.setPermissionCheckHandler((_contents, permission, origin) => isPermitted(permission, origin));
  session.setDevicePermissionHandler(() => false);
}
