import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A test's title, or what a table of tests calls one of its cases. */
export interface TestTitle {
  readonly file: string;
  readonly text: string;
}

/** Which tests name a row of the specification. */
export interface RowCoverage {
  readonly row: string;
  readonly titles: readonly TestTitle[];
}

/** The ids in the first column of the specification's tables, in their order. */
export function readRows(specification: string): readonly string[] {
  return [...specification.matchAll(/^\| *(?<id>[A-Z]+-\d+) *\|/gm)].map(({ groups }) => groups?.['id'] ?? '');
}

/** What follows `it(`, `test.describe(`, `it.each(...)(`, and `name:` or `code:` in a table. */
const titlePattern =
  /(?:\b(?:it|test|describe)(?:\.\w+)*\(|\)\(|\b(?:name|code):)\s*(?<quote>['"`])(?<text>(?:\\.|(?!\k<quote>)[^\\])*)\k<quote>/g;

export function findTitles(source: string): readonly string[] {
  return [...source.matchAll(titlePattern)].map(({ groups }) => groups?.['text'] ?? '');
}

/** The titles of all tests below a folder, in the order of their files. */
export function readTitles(root: string): readonly TestTitle[] {
  return ['src', 'test']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
    )
    .filter((file) => /\.(?:test|e2e)\.tsx?$/.test(file))
    .sort()
    .flatMap((file) => findTitles(readFileSync(join(root, file), 'utf8')).map((text) => ({ file, text })));
}

/** The tests that name each row. */
export function coverRows(rows: readonly string[], titles: readonly TestTitle[]): readonly RowCoverage[] {
  return rows.map((row) => ({ row, titles: titles.filter(({ text }) => rowsIn(text, rows).includes(row)) }));
}

/** Titles that name a row which the specification does not have, and that row. */
export function findUnknownRows(
  rows: readonly string[],
  titles: readonly TestTitle[],
): readonly (TestTitle & { readonly row: string })[] {
  return titles.flatMap((title) =>
    rowsIn(title.text, rows)
      .filter((row) => !rows.includes(row))
      .map((row) => ({ ...title, row })),
  );
}

/** All that looks like a row of one of the systems: `GM-6`, and `GM-99` too, but neither `T-1` nor a part of `XX-1-2`. */
function rowsIn(text: string, rows: readonly string[]): readonly string[] {
  const systems = new Set(rows.map((row) => row.split('-')[0]));
  return text.match(new RegExp(`(?<![\\w-])(?:${[...systems].join('|')})-\\d+(?![\\w-])`, 'g')) ?? [];
}

const filesShown = 3;

/** One line a row: how many tests name it, and in which files. */
export function coverageTable(coverage: readonly RowCoverage[]): string {
  return coverage
    .map(({ row, titles }) => {
      const files = [...new Set(titles.map(({ file }) => file))];
      const more = files.length > filesShown ? [`and ${String(files.length - filesShown)} more`] : [];
      const shown = files.length === 0 ? ['no test'] : [...files.slice(0, filesShown), ...more];
      return `${row.padEnd(5)} ${String(titles.length).padStart(3)}  ${shown.join(', ')}`;
    })
    .join('\n');
}

/** The coverage of the specification that a project keeps in `docs/credit-systems.md`. */
export function readCoverage(root: string): readonly RowCoverage[] {
  const rows = readRows(readFileSync(join(root, 'docs', 'credit-systems.md'), 'utf8'));
  return coverRows(rows, readTitles(root));
}
