import { app, safeStorage } from 'electron';
import type { Log } from './log.ts';

/** Keeps secrets with a key that the operating system guards for this account, or says that it cannot. */
export interface KeyStore {
  /**
   * `guarded`: secrets can be encrypted. `plain`: whoever started the app has asked for none (`--password-store=basic`),
   * for computers without one. `none`: nothing here guards a secret, and nobody has agreed to that.
   */
  readonly protection: 'guarded' | 'plain' | 'none';
  encrypt(secret: string): Uint8Array;
  /** Throws where the key is not the one it was encrypted with: another account's, or a key store that is locked. */
  decrypt(encrypted: Uint8Array): string;
}

/** Electron has to be ready. */
export function openKeyStore(log: Log): KeyStore {
  const protection = protectionHere();
  log.info(`The key store of this system: ${protection}.`);
  return {
    protection,
    encrypt: (secret) => safeStorage.encryptString(secret),
    decrypt: (encrypted) => safeStorage.decryptString(Buffer.from(encrypted)),
  };
}

function protectionHere(): KeyStore['protection'] {
  if (app.commandLine.getSwitchValue('password-store') === 'basic') return 'plain';
  return safeStorage.isEncryptionAvailable() && !isObfuscationOnly() ? 'guarded' : 'none';
}

/** On Linux without a key store, newer versions of Electron encrypt with a key that everybody knows; older ones refuse. */
function isObfuscationOnly(): boolean {
  if (process.platform !== 'linux' || !('getSelectedStorageBackend' in safeStorage)) return false;
  return safeStorage.getSelectedStorageBackend() === 'basic_text';
}
