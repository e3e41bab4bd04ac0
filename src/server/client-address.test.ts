import { describe, expect, it } from 'vitest';
import { clientAddress } from './client-address.ts';

describe('whom attempts are counted under', () => {
  it.each([
    // Nobody stands in front: what a request says of itself counts for nothing.
    [0, '192.0.2.1', undefined, '192.0.2.1'],
    [0, '192.0.2.1', '198.51.100.7', '192.0.2.1'],
    // One proxy: what it has seen, which comes last.
    [1, '10.0.0.1', '198.51.100.7', '198.51.100.7'],
    [1, '10.0.0.1', '203.0.113.9, 198.51.100.7', '198.51.100.7'],
    [2, '10.0.0.1', '203.0.113.9, 198.51.100.7, 10.0.0.2', '198.51.100.7'],
    // The request came past the proxies.
    [2, '192.0.2.1', '198.51.100.7', '192.0.2.1'],
    [1, '192.0.2.1', undefined, 'unknown'],
    [1, '192.0.2.1', '', 'unknown'],
    [0, undefined, '198.51.100.7', 'unknown'],
    // All of a network are one.
    [0, '2001:db8:1:2:3:4:5:6', undefined, '2001:db8:1:2::/64'],
    [0, '2001:db8:1:2::6', undefined, '2001:db8:1:2::/64'],
    [0, '2001:db8::6', undefined, '2001:db8:0:0::/64'],
    [0, '::1', undefined, '0:0:0:0::/64'],
    [0, '::ffff:192.0.2.1', undefined, '::ffff:192.0.2.1'],
    [0, 'fe80::1%eth0', undefined, 'fe80:0:0:0::/64'],
  ])('behind %j proxies, %j that says %j counts as %j', (proxies, remote, forwardedFor, address) => {
    expect(clientAddress({ remote, forwardedFor }, proxies)).toBe(address);
  });
});
