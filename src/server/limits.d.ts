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
export declare const usualLimits: Limits;
export {};
