/** One tone of a signal. */
export interface Note {
  readonly hertz: number;
  /** From the signal's start. */
  readonly startMs: number;
  readonly durationMs: number;
  readonly wave: OscillatorType;
  /** 0 to 1. */
  readonly volume: number;
}

/** Rounds the edges of a tone so that it does not click. */
const edgeSeconds = 0.008;

let context: AudioContext | undefined;

/** Plays the notes at once; what still sounds is not cut off. */
export function playNotes(notes: readonly Note[]): void {
  context ??= new AudioContext({ latencyHint: 'interactive' });
  // A laptop that slept comes back with its audio suspended.
  if (context.state === 'suspended') void context.resume();
  for (const note of notes) playNote(context, note);
}

function playNote(audio: AudioContext, { hertz, startMs, durationMs, wave, volume }: Note): void {
  const start = audio.currentTime + startMs / 1_000;
  const end = start + durationMs / 1_000;
  const oscillator = new OscillatorNode(audio, { type: wave, frequency: hertz });
  const gain = new GainNode(audio, { gain: 0 });
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(volume, start + edgeSeconds);
  gain.gain.setValueAtTime(volume, end - edgeSeconds);
  gain.gain.linearRampToValueAtTime(0, end);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(start);
  oscillator.stop(end);
}
