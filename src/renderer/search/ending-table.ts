/** How the end of a text is written as a number, its last letter first. */
export interface EndingScheme {
  /** Letters that are compared. */
  readonly letters: number;
  /** One more than there are different letters: 0 stands before the beginning of a short text. */
  readonly base: number;
  /** From 1 to below `base`; 0 for what does not count, as the dots in a phone number. */
  readonly letterNumber: (unit: number) => number;
}

const digitZero = 48;
const letterA = 97;

function digitNumber(unit: number): number {
  return unit >= digitZero && unit < digitZero + 10 ? unit - digitZero + 1 : 0;
}

/** Country and trunk prefixes are left out or added at will: the last eight digits decide. */
export const phoneEnding: EndingScheme = { letters: 8, base: 11, letterNumber: digitNumber };

/** The last letters of folded codes; letters outside a-z are all the same. */
export const codeEnding: EndingScheme = {
  letters: 5,
  base: 38,
  letterNumber: (unit) => digitNumber(unit) || (unit >= letterA && unit < letterA + 26 ? unit - letterA + 11 : 37),
};

/** Endings in order, each with its owner's number: together they are exact up to 40 million owners. */
export interface EndingTable {
  readonly scheme: EndingScheme;
  readonly keys: Float64Array;
}

const owners = 4e7;

/** The end of a text as a number; 0 when nothing in it counts. */
export function endingNumber({ letters, base, letterNumber }: EndingScheme, text: string): number {
  let number = 0;
  let left = letters;
  for (let at = text.length - 1; at >= 0 && left > 0; at -= 1) {
    const letter = letterNumber(text.charCodeAt(at));
    if (letter === 0) continue;
    number = number * base + letter;
    left -= 1;
  }
  return number * base ** left;
}

/** Sorts endings, given by owner; 0 is no ending. */
export function buildEndings(scheme: EndingScheme, endings: readonly number[]): EndingTable {
  const keys = Float64Array.from(endings, (ending, owner) => ending * owners + owner);
  return { scheme, keys: keys.sort().subarray(lowerBound(keys, owners)) };
}

/** The owners of texts that end so. Only the scheme's last letters are compared: a longer ending wants verifying. */
export function ownersOfEnding({ scheme, keys }: EndingTable, ending: string): readonly number[] {
  const first = endingNumber(scheme, ending);
  const free = Math.max(scheme.letters - ending.length, 0);
  const from = lowerBound(keys, first * owners);
  const to = lowerBound(keys, (first + scheme.base ** free) * owners);
  return Array.from(keys.subarray(from, to), (key) => key % owners);
}

function lowerBound(keys: Float64Array, key: number): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle] ?? 0) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
