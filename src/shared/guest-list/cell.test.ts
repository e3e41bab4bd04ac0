import { expect, test } from 'vitest';
import { cellText, decidingText, lineText } from './cell.ts';

test.each([
  ['  Ana Ruiz ', 'Ana Ruiz'],
  ['\t=SUM(1,2)', '=SUM(1,2)'],
  ['\t+41 79 555 99 88', '+41 79 555 99 88'],
  ["'+1 555 010", '+1 555 010'],
  ['’@handle', '@handle'],
  ["'t Hooft", "'t Hooft"],
  ["O'Brien", "O'Brien"],
  ['=HYPERLINK("http://evil.example")', '=HYPERLINK("http://evil.example")'],
  ['\ufeffname\u200b', 'name'],
  ['\u202egnp.exe\u202c', 'gnp.exe'],
  ['one\r\ntwo', 'one\ntwo'],
  ['👩‍💻', '👩‍💻'],
  ['می‌خواهم', 'می‌خواهم'],
])('the cell %j says %j', (cell, text) => {
  expect(cellText([cell], 0)).toBe(text);
});

test('a name stands on one line', () => {
  expect(lineText(['Ana\n  María \u00a0 Ruiz'], 0)).toBe('Ana María Ruiz');
});

test('a deciding cell that the row does not reach is told from a blank one, and from a column the list has not', () => {
  expect(decidingText(['a'], 1)).toBeUndefined();
  expect(decidingText(['a', ' '], 1)).toBe('');
  expect(decidingText(['a'], -1)).toBe('');
});
