import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';

/** What stands before an Ed25519 seed in its PKCS 8 form. */
const pkcs8Start = Buffer.from('302e020100300506032b657004220420', 'hex');

function readPrivateKey(seed: string): KeyObject {
  return createPrivateKey({ key: Buffer.concat([pkcs8Start, Buffer.from(seed, 'hex')]), format: 'der', type: 'pkcs8' });
}

/** The Ed25519 key, in hexadecimal, by which what the seed (32 bytes, in hexadecimal) signs is verified. */
export function publicKeyOf(seed: string): string {
  const { x } = createPublicKey(readPrivateKey(seed)).export({ format: 'jwk' });
  if (x === undefined) throw new Error('An Ed25519 key has a point');
  return Buffer.from(x, 'base64url').toString('hex');
}

/** The seed's Ed25519 signature of a text's UTF-8 bytes, in hexadecimal. */
export function signText(seed: string, text: string): string {
  return sign(null, Buffer.from(text), readPrivateKey(seed)).toString('hex');
}
