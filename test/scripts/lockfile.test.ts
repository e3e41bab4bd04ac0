import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

interface Lockfile {
  readonly packages: Readonly<Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>>;
}

// `npm ci` refuses a lock file that leaves out a package for another system, and npm leaves it out when the registry at
// hand does not carry it. On a machine of that other system nothing would install.
test('the lock file names the optional packages of every system', () => {
  const lockfile = readFileSync(join(import.meta.dirname, '..', '..', 'package-lock.json'), 'utf8');
  const { packages }: Lockfile = JSON.parse(lockfile);
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies }]) =>
    Object.keys(optionalDependencies ?? {}).filter((name) => !placesFor(path, name).some((place) => place in packages)),
  );
  expect(missing).toEqual([]);
});

/** Where Node finds a package that the one at the path asks for: beside it, or beside one of those around it. */
function placesFor(path: string, name: string): readonly string[] {
  const own = `${path === '' ? '' : `${path}/`}node_modules/${name}`;
  const around = path.lastIndexOf('node_modules/');
  return path === '' ? [own] : [own, ...placesFor(path.slice(0, Math.max(around - 1, 0)), name)];
}
