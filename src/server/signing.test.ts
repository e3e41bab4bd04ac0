import { verifyAsync } from '@noble/ed25519';
import { describe, expect, it } from 'vitest';
import { publicKeyOf, signText } from './signing.ts';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));

describe('signing', () => {
  it('is Ed25519 as its specification has it (RFC 8032, 7.1, test 2)', () => {
    const seed = '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb';
    expect(publicKeyOf(seed)).toBe('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c');
    expect(signText(seed, 'r')).toBe(
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    );
  });

  it('is verified by what laptops verify with, and not for another text', async () => {
    const seed = '07'.repeat(32);
    const signature = bytes(signText(seed, 'Grüße 🎟'));
    const verified = (text: string) => verifyAsync(signature, new TextEncoder().encode(text), bytes(publicKeyOf(seed)));
    expect([await verified('Grüße 🎟'), await verified('Grüsse 🎟')]).toEqual([true, false]);
  });
});
