import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

interface Source {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const importPattern =
  /(?:^|\n)\s*(?:import|export)\b[^'";]*?from\s*['"](?<from>[^'"]+)['"]|\bimport\(?\s*['"](?<plain>[^'"]+)['"]/g;

function importsOf(text: string): readonly string[] {
  return [...text.matchAll(importPattern)].map(({ groups }) => groups?.['from'] ?? groups?.['plain'] ?? '');
}

const sources: readonly Source[] = ['src', 'test', 'scripts']
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)))
  .filter((path) => /\.(?:ts|tsx|mjs|cjs)$/.test(path))
  .map((path) => {
    const text = readFileSync(path, 'utf8');
    return { path, text, imports: importsOf(text) };
  });

const isTest = ({ path }: Source) => /\.test\.tsx?$/.test(path);
const product = sources.filter((source) => source.path.startsWith('src/') && !isTest(source));
const shared = product.filter(({ path }) => path.startsWith('src/shared/'));

/** Files of `from` that have a line matching `pattern`, as `path: line`. */
function matches(from: readonly Source[], pattern: RegExp): readonly string[] {
  return from.flatMap(({ path, text }) =>
    text
      .split('\n')
      .filter((line) => !/^\s*(?:\/\/|\*|\/\*)/.test(line) && pattern.test(line))
      .map((line) => `${path}: ${line.trim()}`),
  );
}

/** Project files that a source imports, from the project's root. */
function localImports({ path, imports }: Source): readonly string[] {
  return imports.filter((from) => from.startsWith('.')).map((from) => normalize(join(dirname(path), from)));
}

const room = (path: string) => path.split('/')[1] ?? '';
const feature = (path: string) => (/^src\/renderer\/([^/]+)\//.exec(path)?.[1] ?? '').replace(/\.tsx?$/, '');

describe('the house', () => {
  it('found the sources it judges', () => {
    expect(product.length).toBeGreaterThan(40);
    expect(shared.flatMap(({ imports }) => imports)).toContain('valibot');
  });

  it('shared imports itself and these libraries only', () => {
    const allowed = new Set(['valibot', 'canonicalize', 'temporal-polyfill', '@noble/hashes/sha2.js']);
    const foreign = shared.flatMap(({ path, imports }) =>
      imports.filter((from) => !from.startsWith('.') && !allowed.has(from)).map((from) => `${path}: ${from}`),
    );
    expect(foreign).toEqual([]);
  });

  it('shared has no clock, chance, output or machine', () => {
    expect(
      matches(
        shared,
        /Date\.now|Math\.random|new Date\(|performance\.|randomUUID|console\.|process\.|window\.|setTimeout/,
      ),
    ).toEqual([]);
  });

  it('rooms meet only in shared', () => {
    const crossings = product.flatMap((source) =>
      localImports(source)
        .filter((to) => to.startsWith('src/') && room(to) !== room(source.path) && room(to) !== 'shared')
        .map((to) => `${source.path} -> ${to}`),
    );
    expect(crossings).toEqual([]);
  });

  it('features do not import features, and the layers below them import no feature', () => {
    const layers = new Set(['ledger', 'search', 'sync', 'ui']);
    const wrong = product
      .filter(({ path }) => feature(path) !== '')
      .flatMap((source) =>
        localImports(source)
          .filter((to) => to.startsWith('src/renderer/') && feature(to) !== feature(source.path))
          .filter((to) => !layers.has(feature(to)) && !isRendererRoot(to, source.path))
          .map((to) => `${source.path} -> ${to}`),
      );
    expect(wrong).toEqual([]);
  });

  /** What stands directly in src/renderer composes features; only session facts may be read back from there. */
  function isRendererRoot(to: string, from: string): boolean {
    return /^src\/renderer\/session[^/]*$/.test(to) && !['ledger', 'search', 'ui'].includes(feature(from));
  }

  it('only ipc.ts talks to ipcMain, only preload.ts to ipcRenderer', () => {
    const users = product.filter(({ text }) => /\bipcMain\b/.test(text)).map(({ path }) => path);
    expect(users.filter((path) => path !== 'src/main/ipc.ts')).toEqual([]);
    const rendererUsers = product.filter(({ text }) => /\bipcRenderer\b/.test(text)).map(({ path }) => path);
    expect(rendererUsers.filter((path) => path !== 'src/preload/preload.ts')).toEqual([]);
  });

  it('never prints through webContents.print, which loses jobs silently', () => {
    expect(matches(product, /webContents\.print\(|\.print\(\{/)).toEqual([]);
  });

  it('the app never gives up the sandbox', () => {
    expect(matches(product, /no-sandbox|sandbox: false/)).toEqual([]);
  });

  it('files are short: one reason to change each', () => {
    const long = product.filter(({ text }) => text.split('\n').length > 300).map(({ path }) => path);
    expect(long).toEqual([]);
  });

  it('names say what a file is about', () => {
    const vague = /(?:^|\/)(?:utils?|helpers?|types?|common|index|misc)\.tsx?$/;
    expect(sources.map(({ path }) => path).filter((path) => vague.test(path))).toEqual([]);
    expect(sources.map(({ path }) => path).filter((path) => /[A-Z]/.test(path))).toEqual([]);
  });

  it('no escapes from types or rules, no unfinished or silenced work', () => {
    const escapes = /\bas any\b|: any\b|@ts-(?:ignore|expect-error|nocheck)|(?:oxlint|eslint)-disable/;
    expect(matches(sources, escapes).filter((line) => !line.startsWith('test/tidy'))).toEqual([]);
    const unfinished = /\b(?:TODO|FIXME|XXX)\b|\b(?:it|test|describe)\.(?:only|skip|todo)\b/;
    expect(matches(sources, unfinished).filter((line) => !line.startsWith('test/tidy'))).toEqual([]);
  });

  it('every dependency is pinned to one version', () => {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
      string,
      Record<string, string>
    >;
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
    );
    expect(loose).toEqual([]);
  });
});
