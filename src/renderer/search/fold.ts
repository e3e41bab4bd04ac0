const ascii = /^[\0-\x7f]*$/;

/** Accents, vowel points and invisible characters. Marks that make another letter (Devanagari, Thai, kana) stay. */
const marks = /[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\p{Cf}]/gu;

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
  ı: 'i',
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

/** The form in which texts are compared: lower case, no accents, compatibility forms (full width, ligatures) unified. */
export function fold(text: string): string {
  if (ascii.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(marks, '')
    .replace(unusualLetter, (letter) => plainLetters[letter] ?? letter);
}

/** The folded text and, where it differs, its folded transcription (`muller`, `mueller`). */
export function spellings(text: string): readonly string[] {
  const folded = fold(text);
  if (ascii.test(text)) return [folded];
  const written = text
    .normalize('NFC')
    .toLowerCase()
    .replace(transcribed, (letter) => transcriptions[letter] ?? letter);
  const other = fold(written);
  return other === folded ? [folded] : [folded, other];
}
