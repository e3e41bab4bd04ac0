import * as v from 'valibot';
import {
  type SavedOperations,
  savedOperationsSchema,
  type SealedFile,
  sealedFileSchema,
} from '../../shared/saved-operations.ts';

/** As OWASP advises for PBKDF2 with SHA-256: about half a second on the laptops we know. */
const iterations = 600_000;

/** Closes what a laptop saved with a passphrase. */
export async function sealOperations(saved: SavedOperations, passphrase: string): Promise<Blob> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await deriveKey(passphrase, salt, iterations, 'encrypt');
  const plain = new TextEncoder().encode(JSON.stringify(saved));
  const data = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain));
  const file: SealedFile = {
    format: 'admit-saved-operations',
    version: 1,
    iterations,
    salt: toBase64(salt),
    iv: toBase64(iv),
    data: toBase64(data),
  };
  return new Blob([JSON.stringify(file)], { type: 'application/json' });
}

/** `no-such-file`: it is not what a laptop saves; `wrong-passphrase`: or the file is damaged, which looks the same. */
export type Opened =
  | { readonly kind: 'opened'; readonly saved: SavedOperations }
  | { readonly kind: 'no-such-file' }
  | { readonly kind: 'wrong-passphrase' };

/** Opens the text of such a file. */
export async function openSealed(text: string, passphrase: string): Promise<Opened> {
  const file = v.safeParse(v.pipe(v.string(), v.parseJson(), sealedFileSchema), text);
  if (!file.success) return { kind: 'no-such-file' };
  const { iterations: rounds, salt, iv, data } = file.output;
  const key = await deriveKey(passphrase, fromBase64(salt), rounds, 'decrypt');
  try {
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: fromBase64(iv) }, key, fromBase64(data));
    const saved = v.safeParse(
      v.pipe(v.string(), v.parseJson(), savedOperationsSchema),
      new TextDecoder().decode(plain),
    );
    return saved.success ? { kind: 'opened', saved: saved.output } : { kind: 'no-such-file' };
  } catch {
    return { kind: 'wrong-passphrase' };
  }
}

async function deriveKey(
  passphrase: string,
  salt: Uint8Array<ArrayBuffer>,
  rounds: number,
  use: 'encrypt' | 'decrypt',
): Promise<CryptoKey> {
  // The same letters typed on another keyboard may be composed of other characters.
  const secret = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const base = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveKey']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds };
  return crypto.subtle.deriveKey(how, base, { name: 'AES-GCM', length: 256 }, false, [use]);
}

/** So many bytes at a time: a call takes only so many arguments. */
const chunk = 0x8000;

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let from = 0; from < bytes.length; from += chunk)
    binary += String.fromCharCode(...bytes.subarray(from, from + chunk));
  return btoa(binary);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
