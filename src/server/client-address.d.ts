/** What is known of where a request came from. */
interface Origin {
    /** The other end of the connection. */
    readonly remote: string | undefined;
    /** `X-Forwarded-For`: what each proxy on the way has seen, the last one last. Anybody can write anything into it. */
    readonly forwardedFor: string | undefined;
}
/**
 * Whom attempts are counted under. Behind so many proxies of one's own, the address that the outermost of them saw; an
 * IPv6 network counts as one, because whoever has one address there has all of them.
 */
export declare function clientAddress({ remote, forwardedFor }: Origin, proxies: number): string;
export {};
