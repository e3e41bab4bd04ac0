/** Bits of a whole number that a double holds exactly. */
const exactBits = 53;
const bitsPerLetter = 7;
const lastLetter = 2 ** bitsPerLetter - 1;

/**
 * The places of the texts in the order of their UTF-16 units; of equal ones the earlier place first.
 * Sorts numbers made of the first letters and the place, many times faster than comparing texts, and compares
 * texts only where those letters are the same (or not ASCII).
 */
export function sortedOrder(texts: readonly string[]): Uint32Array {
  const placeBits = Math.ceil(Math.log2(texts.length + 1));
  const letters = Math.floor((exactBits - placeBits) / bitsPerLetter);
  const places = 2 ** placeBits;
  const keys = new Float64Array(texts.length);
  for (let place = 0; place < texts.length; place += 1) {
    keys[place] = firstLetters(texts[place] ?? '', letters) * places + place;
  }
  keys.sort();
  const order = Uint32Array.from(keys, (key) => key % places);
  let from = 0;
  for (let to = 1; to <= keys.length; to += 1) {
    if (Math.floor((keys[to] ?? Infinity) / places) === Math.floor((keys[from] ?? 0) / places)) continue;
    if (to - from > 1) order.subarray(from, to).sort((one, other) => compare(texts, one, other));
    from = to;
  }
  return order;
}

/** A number that sorts as the first letters do; from the first that is not ASCII on, it no longer tells texts apart. */
function firstLetters(text: string, letters: number): number {
  let number = 0;
  let at = 0;
  while (at < letters && at < text.length) {
    const unit = text.charCodeAt(at);
    at += 1;
    number = number * (lastLetter + 1) + Math.min(unit, lastLetter);
    if (unit >= lastLetter) break;
  }
  return number * (lastLetter + 1) ** (letters - at);
}

function compare(texts: readonly string[], one: number, other: number): number {
  const text = texts[one] ?? '';
  const otherText = texts[other] ?? '';
  if (text === otherText) return one - other;
  return text < otherText ? -1 : 1;
}
