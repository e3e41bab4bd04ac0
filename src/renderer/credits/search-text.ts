import { fold, spellings } from '../search/fold.ts';
import { deviceOf, reasonOf, subjectOf, whoOf } from './line-facts.ts';
import type { LineTest } from './line-filter.ts';
import { eventOf, type Names } from './names.ts';
import type { StatementLine } from './statement.ts';

/** Finds text in lines; what a line is searched in is put together once. */
export interface TextFinder {
  /** Whether a line holds every word of a query, in any order, whatever the case and the accents. */
  readonly test: (query: string) => LineTest;
}

/** Ids are full of letters and digits: only what is as long as this is looked for in them. */
const idPartLength = 8;

export function createTextFinder(names: Names): TextFinder {
  const texts = new WeakMap<StatementLine, string>();
  const folded = new Map<string, string>();

  /** For what many lines say. */
  function foldOnce(text: string | undefined): string {
    if (text === undefined) return '';
    let known = folded.get(text);
    if (known === undefined) {
      known = spellings(text).join(' ');
      folded.set(text, known);
    }
    return known;
  }

  function textOf(line: StatementLine): string {
    const { what, charge } = line;
    let text = texts.get(line);
    if (text === undefined) {
      const guest = names.guest(line);
      const device = deviceOf(line);
      const seldom = [guest, charge?.ticket, subjectOf(line), reasonOf(line)]
        .filter((part) => part !== undefined)
        .join(' ');
      const often = [what, whoOf(line), eventOf(line, names), device && names.laptop(device)].map(foldOnce).join(' ');
      text = `${often} ${spellings(seldom).join(' ')}`;
      texts.set(line, text);
    }
    return text;
  }

  return {
    test(query) {
      const parts = fold(query)
        .split(/\s+/)
        .filter((part) => part !== '');
      return (line) => {
        const text = textOf(line);
        return parts.every((part) => text.includes(part) || (part.length >= idPartLength && holdsId(line, part)));
      };
    },
  };
}

function holdsId({ id, operation, charge }: StatementLine, part: string): boolean {
  return [id, operation?.id, charge?.operation].some((each) => each?.toLowerCase().includes(part));
}
