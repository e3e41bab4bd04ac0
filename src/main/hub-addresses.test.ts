import type { NetworkInterfaceInfo } from 'node:os';
import { expect, test } from 'vitest';
import { hubAddresses } from './hub-addresses.ts';

function card(address: string, family: 'IPv4' | 'IPv6' = 'IPv4'): NetworkInterfaceInfo {
  const internal = address === '127.0.0.1' || address === '::1';
  const place = { address, internal, netmask: '', mac: '', cidr: null };
  return family === 'IPv4' ? { ...place, family } : { ...place, family, scopeid: 0 };
}

const own = 'http://127.0.0.1:7380';

const cases: Record<string, [Record<string, NetworkInterfaceInfo[]>, string[]]> = {
  'no network at all': [{ lo: [card('127.0.0.1'), card('::1', 'IPv6')] }, [own]],
  'one network': [
    { lo: [card('127.0.0.1')], wlan0: [card('192.168.1.20'), card('fe80::1', 'IPv6')] },
    ['http://192.168.1.20:7380', own],
  ],
  'the venue’s network before one of the company and before the open internet': [
    { eth1: [card('203.0.113.9')], eth0: [card('10.1.2.3')], wlan0: [card('192.168.1.20')] },
    ['http://192.168.1.20:7380', 'http://10.1.2.3:7380', 'http://203.0.113.9:7380', own],
  ],
  'containers, virtual machines and tunnels last': [
    { docker0: [card('192.168.65.1')], tun0: [card('10.8.0.2')], eth0: [card('172.20.0.5')] },
    ['http://172.20.0.5:7380', 'http://192.168.65.1:7380', 'http://10.8.0.2:7380', own],
  ],
  'a card that got no address': [{ eth0: [card('169.254.10.10')] }, [own]],
};

test.each(Object.entries(cases))('%s', (_name, [cards, addresses]) => {
  expect(hubAddresses(cards, 7380)).toEqual(addresses);
});
