import { expect, it } from 'vitest';
import { readSimulateArguments } from '../../scripts/simulate-arguments.ts';

const usual = { seed: 1, schedules: 1, devices: 5, operations: 200, jobs: 4, trace: false };

it.each([
  [[], usual],
  [['--seed', '457', '--trace'], { ...usual, seed: 457, trace: true }],
  [['--schedules', '20000', '--jobs', '2'], { ...usual, schedules: 20_000, jobs: 2 }],
  [['--devices', '3', '--operations=40'], { ...usual, devices: 3, operations: 40 }],
])('%j', (args, expected) => {
  expect(readSimulateArguments(args, 4)).toEqual(expected);
});

it.each([
  [['--seed', '0'], '"0" is no number of seed.'],
  [['--schedules', 'many'], '"many" is no number of schedules.'],
  [['--schedules', '2', '--trace'], 'Only a single schedule can be shown.'],
  [['--sead', '1'], '--sead'],
])('%j is not understood', (args, words) => {
  expect(readSimulateArguments(args, 4)).toContain(words);
});
