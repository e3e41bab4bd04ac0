/** What a scanner read or a person typed, ready to be looked up. */
export interface ScannedCode {
  /** The text without scanner prefixes, control characters and surrounding space. */
  readonly text: string;
  /** Keys under which a ticket may be filed, best first. */
  readonly keys: readonly string[];
}

/** The AIM symbology identifier (`]Q1`) and the ECI marker (`\000026`) that some wedge scanners send before the code. */
const scannerPrefix = /^(?:\][A-Za-z][0-9A-Za-z])?(?:\\0{3}\d{3})?/;
const controlCharacters = /\p{Cc}+/gu;

/** The form in which codes are compared: scanners and people disagree about case. */
export function codeKey(code: string): string {
  return code.trim().toLowerCase();
}

/**
 * Reads a scan. A link also counts as its `pk` parameter or the last part of its path; any other text with a slash, as
 * what stands before it (alf.io's codes are `ticket/signature`).
 */
export function parseScan(scanned: string): ScannedCode {
  const text = scanned.replace(controlCharacters, '').trim().replace(scannerPrefix, '').trim();
  const keys = [text, ...partsOf(text)].map(codeKey).filter((key) => key !== '');
  return { text, keys: [...new Set(keys)] };
}

const link = /^https?:\/\/[^/]+(?<path>\/[^?#]*)?(?:\?(?<query>[^#]*))?/i;

function partsOf(text: string): readonly string[] {
  const groups = link.exec(text)?.groups;
  if (groups === undefined) return text.split('/').slice(0, 1);
  const key = /(?:^|&)pk=([^&]+)/.exec(groups['query'] ?? '')?.[1];
  const last = (groups['path'] ?? '')
    .split('/')
    .filter((part) => part !== '')
    .at(-1);
  return [key, last].filter((part) => part !== undefined);
}
