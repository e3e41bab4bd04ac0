const ascii = /^[\0-\x7f]*$/;

export function isAscii(text: string): boolean {
  return ascii.test(text);
}

/** Accents, vowel points, the Arabic line filler and invisible characters. Marks that make another letter (kana, Thai) stay. */
const marks = /(?!\u3099|\u309a)\p{Script=Inherited}|(?=\p{Mn})[\p{Script=Hebrew}\p{Script=Arabic}]|\u0640|\p{Cf}/gu;

/** Letters that Unicode does not take apart, as people without that keyboard type them. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ə: 'e',
  ς: 'σ',
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  ة: 'ه',
  ʼ: "'",
  ʻ: "'",
};
const unusualLetter = new RegExp(`[${Object.keys(plainLetters).join('')}]`, 'gu');

/** What German and Nordic guests write where these letters are missing: Müller is also Mueller. */
const transcriptions: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' };
const transcribed = new RegExp(`[${Object.keys(transcriptions).join('')}]`, 'gu');

/**
 * The form in which texts are compared: no accents, compatibility forms (full width, ligatures) unified, lower case.
 * By way of upper case, in which letters meet that are only alike as capitals (ı and i, ᲀ and в).
 */
export function fold(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(marks, '')
    .toUpperCase()
    .toLowerCase()
    .replace(unusualLetter, (letter) => plainLetters[letter] ?? letter);
}

/** The folded text and, where it differs, its folded transcription (`muller`, `mueller`). */
export function spellings(text: string): readonly string[] {
  const folded = fold(text);
  if (isAscii(text)) return [folded];
  const written = text
    .normalize('NFC')
    .toLowerCase()
    .replace(transcribed, (letter) => transcriptions[letter] ?? letter);
  const other = fold(written);
  return other === folded ? [folded] : [folded, other];
}
