import { expect, test } from 'vitest';
import { planTests } from '../../scripts/test-stages.ts';

test.each([
  { args: [], stages: ['types', 'lint', 'unit', 'e2e'], toolArguments: [] },
  { args: ['unit'], stages: ['unit'], toolArguments: [] },
  { args: ['e2e', 'types'], stages: ['types', 'e2e'], toolArguments: [] },
  { args: ['unit', 'src/shared'], stages: ['unit'], toolArguments: ['src/shared'] },
  { args: ['e2e', '-g', 'unit'], stages: ['e2e'], toolArguments: ['-g', 'unit'] },
])('npm test -- $args', ({ args, stages, toolArguments }) => {
  expect(planTests(args)).toEqual({ stages, toolArguments });
});

test.each([{ args: ['e2'] }, { args: ['unit', 'e2e', 'door'] }])('npm test -- $args is refused', ({ args }) => {
  expect(planTests(args)).toMatch(/is not a stage. The stages are: types, lint, unit, e2e/);
});
