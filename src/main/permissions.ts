import type { Session } from 'electron';
import { isAppAddress } from './app-origin.ts';

/** What the app's own pages may use. Everything else, and every other page, is refused without asking anybody. */
const allowed: ReadonlySet<string> = new Set([
  // Keeps the database when the disk runs low (navigator.storage.persist).
  'persistent-storage',
  // From Chrome 142 on, reaching a server on the venue's network or on this laptop needs one of these. Which of our files
  // may reach any server at all is the content security policy's to say.
  'local-network-access',
  'local-network',
  'loopback-network',
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
