import { isIPv6 } from 'node:net';

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
export function clientAddress({ remote, forwardedFor }: Origin, proxies: number): string {
  const hops = (forwardedFor ?? '').split(',').map((hop) => hop.trim());
  const seen = proxies === 0 ? remote : (hops.at(-proxies) ?? remote);
  if (seen === undefined || seen === '') return 'unknown';
  return isIPv6(seen) && !seen.includes('.') ? networkOf(seen) : seen;
}

/** The first four groups of an IPv6 address. */
function networkOf(address: string): string {
  const [start = '', end = ''] = address.split('::');
  const head = start === '' ? [] : start.split(':');
  const tail = end === '' ? [] : end.split(':');
  const gap = Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0');
  return `${[...head, ...gap, ...tail].slice(0, 4).join(':')}::/64`;
}
