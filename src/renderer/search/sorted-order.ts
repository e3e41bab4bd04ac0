/** Bits of a whole number that a double holds exactly. */
const exactBits = 53;
const bitsPerLetter = 7;
/** Stands for every letter that is not ASCII. */
const lastLetter = 2 ** bitsPerLetter - 1;

/** So few texts are compared sooner than they are numbered. */
const fewTexts = 16;

/**
 * The places of the texts in the order of their UTF-16 units; of equal ones the earlier place first.
 * Sorts numbers made of some letters and the place, several times faster than comparing texts; where those letters
 * are the same, goes on with the next ones. Only what is not ASCII is compared as text.
 */
export function sortedOrder(texts: readonly string[]): Uint32Array {
  const order = new Uint32Array(texts.length);
  for (let place = 0; place < order.length; place += 1) order[place] = place;
  sortRun(texts, order, 0);
  return order;
}

/** Sorts places, given in ascending order, of texts that are the same before the letter `from`. */
function sortRun(texts: readonly string[], run: Uint32Array, from: number): void {
  const placeBits = Math.ceil(Math.log2(texts.length + 1));
  const placeStep = 2 ** placeBits;
  const to = from + Math.floor((exactBits - placeBits) / bitsPerLetter);
  const keys = new Float64Array(run.length);
  for (let at = 0; at < run.length; at += 1) {
    const place = run[at] ?? 0;
    keys[at] = lettersOf(texts[place] ?? '', from, to) * placeStep + place;
  }
  keys.sort();
  let start = 0;
  let letters = -1;
  for (let at = 0; at <= run.length; at += 1) {
    const key = keys[at] ?? Infinity;
    const nextLetters = Math.floor(key / placeStep);
    if (nextLetters !== letters) {
      if (at - start > 1) sortAlike(texts, run.subarray(start, at), from, to);
      start = at;
      letters = nextLetters;
    }
    if (at < run.length) run[at] = key % placeStep;
  }
}

/** Sorts places of texts whose letters between `from` and `to` gave the same number. */
function sortAlike(texts: readonly string[], run: Uint32Array, from: number, to: number): void {
  const text = texts[run[0] ?? 0] ?? '';
  if (run.length > fewTexts && text.length > to && isPlain(text, from, to)) sortRun(texts, run, to);
  else run.sort((one, other) => compare(texts, one, other));
}

/** A number that sorts as these letters do; from the first that is not ASCII on, it no longer tells texts apart. */
function lettersOf(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at += 1) {
    const unit = at < text.length ? text.charCodeAt(at) : 0;
    if (unit >= lastLetter) return (number * (lastLetter + 1) + lastLetter) * (lastLetter + 1) ** (to - at - 1);
    number = number * (lastLetter + 1) + unit;
  }
  return number;
}

function isPlain(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    if (text.charCodeAt(at) >= lastLetter) return false;
  }
  return true;
}

function compare(texts: readonly string[], one: number, other: number): number {
  const text = texts[one] ?? '';
  const otherText = texts[other] ?? '';
  if (text === otherText) return one - other;
  return text < otherText ? -1 : 1;
}
