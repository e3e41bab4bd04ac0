import type { Note } from '../ui/play-notes.ts';
import { unreachable } from '../../shared/unreachable.ts';
import type { Shown } from './door-state.ts';

/** What can be heard without looking. */
export type DoorTone = 'admit' | 'attention' | 'already' | 'refuse' | 'exit' | 'undone';

function notes(wave: OscillatorType, volume: number, ...steps: readonly (readonly [number, number, number])[]): Note[] {
  return steps.map(([hertz, startMs, durationMs]) => ({ hertz, startMs, durationMs, wave, volume }));
}

/** Admissions are high and clear, refusals low and rough, the rest in between: they differ in pitch, rhythm and timbre. */
export const doorTones = {
  admit: notes('sine', 0.5, [1_318, 0, 90], [1_760, 90, 150]),
  attention: notes('triangle', 0.5, [1_175, 0, 80], [1_480, 110, 80], [1_175, 220, 80], [1_480, 330, 140]),
  already: notes('triangle', 0.55, [523, 0, 130], [523, 190, 190]),
  refuse: notes('sawtooth', 0.3, [175, 0, 180], [131, 180, 320]),
  exit: notes('sine', 0.45, [1_047, 0, 100], [698, 100, 160]),
  undone: notes('sine', 0.4, [880, 0, 70], [587, 80, 120]),
} as const satisfies Record<DoorTone, readonly Note[]>;

/** The tone that belongs to what the panel shows; undefined for silence. */
export function toneOf(shown: Shown): DoorTone | undefined {
  switch (shown.kind) {
    case 'ready':
      return undefined;
    case 'verdict':
      return shown.result.verdict.code === 'attention' ? 'attention' : shown.result.verdict.outcome;
    case 'choose':
      return 'attention';
    case 'undone':
      return 'undone';
    case 'nothing-to-undo':
    case 'not-recorded':
      return 'refuse';
    default:
      return unreachable(shown);
  }
}
