import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const projectRoot = dirname(import.meta.dirname);

/** What set-up and the scripts keep between runs; it goes away with node_modules. */
export const cacheDir = join(projectRoot, 'node_modules', '.cache', 'admit');

/** The JavaScript file behind a package's command, which the project's Node runs on every system alike. */
export function commandFile(packageName: string, command: string): string {
  const packageDir = join(projectRoot, 'node_modules', packageName);
  const { bin }: PackageWithCommands = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8'));
  const file = typeof bin === 'string' ? bin : bin[command];
  if (file === undefined) throw new Error(`The package ${packageName} has no command "${command}".`);
  return join(packageDir, file);
}

interface PackageWithCommands {
  readonly bin: string | Readonly<Record<string, string>>;
}
