import * as v from 'valibot';

/** How the tests of one stage ended. Whatever did not run to success is a failure. */
export interface TestCount {
  readonly passed: number;
  readonly failed: number;
  /** What is counted as failed although its tool does not call it so, in words for people. */
  readonly remarks: readonly string[];
}

const vitestReport = v.object({
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  numPendingTests: v.number(),
  numTodoTests: v.number(),
  testResults: v.array(
    v.object({ name: v.string(), status: v.string(), assertionResults: v.array(v.object({ status: v.string() })) }),
  ),
});

const playwrightReport = v.object({
  stats: v.object({ expected: v.number(), unexpected: v.number(), flaky: v.number(), skipped: v.number() }),
  errors: v.array(v.object({ message: v.optional(v.string(), 'an error outside any test') })),
});

/** For a stage that is one command: it passed or it failed. */
export function countCommand(exitCode: number): TestCount {
  return exitCode === 0 ? { passed: 1, failed: 0, remarks: [] } : { passed: 0, failed: 1, remarks: [] };
}

/** Counts Vitest's JSON report. A file that could not even be loaded counts as one failure. */
export function countVitest(report: unknown, exitCode: number): TestCount {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = v.parse(vitestReport, report);
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  );
  return settle(exitCode, {
    passed: numPassedTests,
    failed: numFailedTests + numPendingTests + numTodoTests + unloaded.length,
    remarks: [
      ...remark(numPendingTests + numTodoTests, 'skipped'),
      ...unloaded.map(({ name }) => `${name} failed outside its tests`),
    ],
  });
}

/** Counts Playwright's JSON report. A test that passed only at a second attempt is a failure. */
export function countPlaywright(report: unknown, exitCode: number): TestCount {
  const { stats, errors } = v.parse(playwrightReport, report);
  return settle(exitCode, {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + stats.skipped + errors.length,
    remarks: [
      ...remark(stats.skipped, 'skipped'),
      ...remark(stats.flaky, 'passed only at a second attempt'),
      ...errors.map(({ message }) => message),
    ],
  });
}

/** For a stage whose tool left no report, or could not start. */
export function countBroken(reason: string): TestCount {
  return { passed: 0, failed: 1, remarks: [reason] };
}

/** The totals over all stages, in the words that the last line of `npm test` has. */
export function totalLine(counts: readonly TestCount[]): string {
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  return `${passed} passed, ${failed} failed`;
}

/** A stage without a test, or one whose tool failed over something that is no test, has failed too. */
function settle(exitCode: number, count: TestCount): TestCount {
  if (count.failed > 0) return count;
  const broken = count.passed === 0 ? 'no test ran' : `all tests passed, yet the tool ended with exit code ${exitCode}`;
  return count.passed > 0 && exitCode === 0 ? count : { ...count, failed: 1, remarks: [...count.remarks, broken] };
}

function remark(tests: number, what: string): readonly string[] {
  return tests === 0 ? [] : [`${tests} ${tests === 1 ? 'test' : 'tests'} ${what}, which counts as failed`];
}
