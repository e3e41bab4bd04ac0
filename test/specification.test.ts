import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { refusalCodes } from '../src/shared/admission/verdict.ts';

/** Rows of the credit specification that the app holds so far; each must be named in the title of a test. */
const rows = [
  'GM-1',
  'GM-2',
  'GM-5',
  'GM-6',
  'GM-9',
  'GM-10',
  'GM-11',
  'GM-13',
  'GM-14',
  'X-1',
  'X-2',
  'X-3',
  'X-4',
  'X-6',
];

/** The lines in which tests say what they show: titles of `it`, `test` and `describe`, and names in tables. */
const titles = ['src', 'test']
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)))
  .filter((path) => /\.(?:test|e2e)\.tsx?$/.test(path) && !path.endsWith('specification.test.ts'))
  .flatMap((path) => readFileSync(path, 'utf8').split('\n'))
  .filter((line) => /\b(?:it|test|describe)(?:\.each)?\b.*['"`]|\bname: ['"`]|\bcode: ['"`]/.test(line));

it.each(rows)('%s has a test that names it', (row) => {
  const named = new RegExp(`\\b${row}\\b(?!\\d)`);
  expect(titles.filter((title) => named.test(title))).not.toEqual([]);
});

it.each(refusalCodes)('the verdict %s has a test that names it', (code) => {
  const named = new RegExp(`\\b${code}\\b`);
  expect(titles.filter((title) => named.test(title))).not.toEqual([]);
});
