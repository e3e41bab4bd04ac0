/** No such column: `cells[absent]` is `undefined` in every row. */
export const absent = -1;

/** How header cells are compared: case, surrounding space and repeated space do not count. */
function headerKey(title: string): string {
  return title
    .replace(/^\ufeff/, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

/** Where things stand in one file. */
export interface Columns {
  /** The first column that has one of these titles (given as header keys, best first), else `absent`. */
  of(...titles: readonly string[]): number;
  /** The first column whose title matches, else `absent`. */
  like(pattern: RegExp): number;
  has(...titles: readonly string[]): boolean;
}

export function indexColumns(header: readonly string[]): Columns {
  const keys = header.map(headerKey);
  function of(...titles: readonly string[]): number {
    const title = titles.find((candidate) => keys.includes(candidate));
    return title === undefined ? absent : keys.indexOf(title);
  }
  return {
    of,
    like: (pattern) => keys.findIndex((key) => pattern.test(key)),
    has: (...titles) => of(...titles) !== absent,
  };
}
