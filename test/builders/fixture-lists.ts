import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..', 'fixtures', 'guest-lists');

/** One export of every known system, as somebody would choose it. */
export const fixtureLists: readonly File[] = readdirSync(folder).map(
  (name) => new File([readFileSync(join(folder, name))], name),
);
