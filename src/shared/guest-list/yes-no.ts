const yes = new Set(
  'yes|y|true|1|x|✓|✔|✅|checked|checked in|attended|present|ja|j|wahr|oui|o|vrai|sí|si|s|verdadero'.split('|'),
);
const no = new Set('|no|n|false|0|-|–|✗|✘|not checked in|absent|no show|no-show|nein|falsch|non|faux|falso'.split('|'));

/**
 * What a yes-or-no cell says in English, German, French or Spanish; a blank cell says no, and
 * `undefined` is neither.
 */
export function readYesNo(text: string): boolean | undefined {
  const word = text.trim().toLowerCase();
  if (yes.has(word)) return true;
  return no.has(word) ? false : undefined;
}
