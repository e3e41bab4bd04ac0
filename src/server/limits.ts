/** So many attempts in so long. */
interface Allowance {
  readonly attempts: number;
  readonly seconds: number;
}

/** How much anybody may ask of the server. */
export interface Limits {
  /** The largest bodies, in bytes: of a push, of a segment, of everything else. */
  readonly pushBytes: number;
  readonly segmentBytes: number;
  readonly bodyBytes: number;
  /** What a segment may unpack to. */
  readonly unpackedBytes: number;
  /** How long an answer may take. */
  readonly answerMs: number;
  /** How often a quiet stream says that it is there. */
  readonly heartbeatMs: number;
  /** The oldest one ends when a laptop opens one more. */
  readonly streamsPerDevice: number;
  /** Attempts at enrolling that failed: from one address, and from all of them together. */
  readonly wrongCodesPerAddress: Allowance;
  readonly wrongCodesInAll: Allowance;
  readonly alarmsPerDevice: Allowance;
}

export const usualLimits: Limits = {
  pushBytes: 8 * 1024 * 1024,
  segmentBytes: 4 * 1024 * 1024,
  bodyBytes: 64 * 1024,
  unpackedBytes: 16 * 1024 * 1024,
  answerMs: 30_000,
  heartbeatMs: 15_000,
  streamsPerDevice: 3,
  wrongCodesPerAddress: { attempts: 10, seconds: 600 },
  wrongCodesInAll: { attempts: 300, seconds: 60 },
  alarmsPerDevice: { attempts: 10, seconds: 60 },
};
