/** The Ed25519 key, in hexadecimal, by which what the seed (32 bytes, in hexadecimal) signs is verified. */
export declare function publicKeyOf(seed: string): string;
/** The seed's Ed25519 signature of a text's UTF-8 bytes, in hexadecimal. */
export declare function signText(seed: string, text: string): string;
