import { fold, isAscii, spellings } from './fold.ts';

/** Longer words are compared by their beginning: nobody types more, and a pasted page must not fill the index. */
const longestTerm = 64;

const letterRuns = /[\p{L}\p{N}\p{M}]+/gu;
/** The same for ASCII, several times faster. */
const plainRuns = /[a-z0-9]+/g;
const plainWord = /^[a-z0-9]{1,64}$/;
/** Scripts written without spaces between the parts of a name. */
const unspacedScript = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
/** One written character of those scripts: folding takes Hangul syllables and voiced kana apart. */
const writtenCharacters = /.(?:[\u1160-\u11ff]|\u3099|\u309a)*/gsu;

/** A short word in front is often written together with the next one: Al Hassan, Mc Donald, de la Cruz, 김 민수. */
const longestParticle = 3;

/** The words of a text, as separated by white space, unfolded. */
export function splitWords(text: string): readonly string[] {
  return text.split(/\s+/u).filter((word) => word !== '');
}

/** The runs of letters and digits of a folded word: `o'brien` is `o`, `brien`. */
export function partsOf(folded: string): readonly string[] {
  if (plainWord.test(folded)) return [folded];
  return (folded.match(isAscii(folded) ? plainRuns : letterRuns) ?? []).map(shorten);
}

function shorten(term: string): string {
  return term.slice(0, longestTerm);
}

/** The folded word without punctuation: `o'brien` is `obrien`. */
export function joinWord(folded: string): string {
  return shorten(partsOf(folded).join(''));
}

/** What a guest is filed under. */
export interface Term {
  readonly term: string;
  /** Whether the field begins with it. */
  readonly leads: boolean;
}

/** The terms that find a word: whole, without its punctuation, its parts, its transcription; for CJK every ending too. */
export function termsOfWord(word: string): readonly Term[] {
  const lower = word.toLowerCase();
  if (plainWord.test(lower)) return [{ term: lower, leads: true }];
  const terms = new Map<string, boolean>();
  for (const folded of spellings(word)) {
    const parts = partsOf(folded);
    if (parts.length > 1) terms.set(joinWord(folded), true);
    for (const [place, part] of parts.entries()) {
      for (const [start, ending] of endingsOf(part).entries()) {
        const leads = place === 0 && start === 0;
        terms.set(ending, leads || terms.get(ending) === true);
      }
    }
  }
  return Array.from(terms, ([term, leads]) => ({ term, leads }));
}

/** The part itself and, in scripts without spaces, what is left of it from each character on. */
function endingsOf(part: string): readonly string[] {
  if (!unspacedScript.test(part)) return [part];
  const characters = part.match(writtenCharacters) ?? [part];
  return characters.map((_, start) => characters.slice(start).join(''));
}

/** Folded joins of a text's short words with what follows them: `delacruz` and `lacruz` for `de la Cruz`. */
export function particleJoins(words: readonly string[]): readonly string[] {
  if (!words.some((word) => word.length <= longestParticle)) return [];
  const folded = words.map((word) => joinWord(fold(word)));
  return folded.flatMap((word, place) => {
    const joins: string[] = [];
    let join = word;
    for (let before = place - 1; before >= 0; before -= 1) {
      const particle = folded[before] ?? '';
      if (particle === '' || particle.length > longestParticle) break;
      join = shorten(particle + join);
      joins.push(join);
    }
    return joins;
  });
}

/** An address's domain from each label on, joined: `mailacmecom` and `acmecom`. The last label alone finds nobody. */
export function termsOfDomain(domain: string): readonly Term[] {
  const labels = partsOf(fold(domain));
  const starts = labels.length > 1 ? labels.slice(0, -1) : labels;
  return starts.map((_, start) => ({ term: shorten(labels.slice(start).join('')), leads: true }));
}

/** Splits an address before its domain; without an `@` there is none. */
export function splitAddress(address: string): readonly [local: string, domain: string] {
  const at = address.lastIndexOf('@');
  return at < 0 ? [address, ''] : [address.slice(0, at), address.slice(at + 1)];
}
