import { expect, test } from 'vitest';
import { countBroken, countCommand, countPlaywright, countVitest, totalLine } from '../../scripts/test-count.ts';

const vitestGreen = {
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [{ name: 'a.test.ts', status: 'passed', assertionResults: [{ status: 'passed' }] }],
};
const failedFile = { name: 'b.test.ts', status: 'failed', assertionResults: [{ status: 'failed' }] };
const unloadedFile = { name: 'c.test.ts', status: 'failed', assertionResults: [] };

test.each([
  { what: 'all passed', report: vitestGreen, exitCode: 0, passed: 3, failed: 0, remark: undefined },
  {
    what: 'one failed',
    report: { ...vitestGreen, numFailedTests: 1, testResults: [failedFile] },
    exitCode: 1,
    passed: 3,
    failed: 1,
    remark: undefined,
  },
  {
    what: 'a file that does not load',
    report: { ...vitestGreen, testResults: [unloadedFile] },
    exitCode: 1,
    passed: 3,
    failed: 1,
    remark: /c\.test\.ts failed outside its tests/,
  },
  {
    what: 'skipped and todo',
    report: { ...vitestGreen, numPendingTests: 1, numTodoTests: 1 },
    exitCode: 0,
    passed: 3,
    failed: 2,
    remark: /2 tests skipped/,
  },
  {
    what: 'an error outside any file',
    report: vitestGreen,
    exitCode: 1,
    passed: 3,
    failed: 1,
    remark: /all tests passed, yet the tool ended with exit code 1/,
  },
  {
    what: 'no test',
    report: { ...vitestGreen, numPassedTests: 0, testResults: [] },
    exitCode: 0,
    passed: 0,
    failed: 1,
    remark: /no test ran/,
  },
])('Vitest: $what', ({ report, exitCode, passed, failed, remark }) => {
  const count = countVitest(report, exitCode);
  expect(count).toMatchObject({ passed, failed });
  expect(count.remarks).toEqual(remark === undefined ? [] : [expect.stringMatching(remark)]);
});

test.each([
  { what: 'all passed', stats: {}, exitCode: 0, passed: 2, failed: 0, remark: undefined },
  { what: 'one failed', stats: { unexpected: 1 }, exitCode: 1, passed: 2, failed: 1, remark: undefined },
  { what: 'one skipped', stats: { skipped: 1 }, exitCode: 0, passed: 2, failed: 1, remark: /1 test skipped/ },
  { what: 'one flaky', stats: { flaky: 1 }, exitCode: 0, passed: 2, failed: 1, remark: /only at a second attempt/ },
  { what: 'no test', stats: { expected: 0 }, exitCode: 0, passed: 0, failed: 1, remark: /no test ran/ },
])('Playwright: $what', ({ stats, exitCode, passed, failed, remark }) => {
  const report = { stats: { expected: 2, unexpected: 0, flaky: 0, skipped: 0, ...stats }, errors: [] };
  const count = countPlaywright(report, exitCode);
  expect(count).toMatchObject({ passed, failed });
  expect(count.remarks).toEqual(remark === undefined ? [] : [expect.stringMatching(remark)]);
});

test('Playwright: an error outside any test is a failure and keeps its words', () => {
  const stats = { expected: 2, unexpected: 0, flaky: 0, skipped: 0 };
  expect(countPlaywright({ stats, errors: [{ message: 'No display' }] }, 1)).toEqual({
    passed: 2,
    failed: 1,
    remarks: ['No display'],
  });
});

test('a report of another shape is refused, not counted as nothing', () => {
  expect(() => countVitest({}, 0)).toThrow(/numPassedTests/);
});

test('the last line sums all stages', () => {
  const counts = [countCommand(0), countCommand(2), countVitest(vitestGreen, 0), countBroken('no report')];
  expect(totalLine(counts)).toBe('4 passed, 2 failed');
});
