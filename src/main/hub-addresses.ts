import type { NetworkInterfaceInfo } from 'node:os';

/** A network card's address, and how likely it is the one by which other laptops reach this one: the lower, the likelier. */
interface Candidate {
  readonly host: string;
  readonly rank: number;
}

/** Cards that programs make for themselves: containers, virtual machines, tunnels. */
const virtualCard = /^(?:docker|br-|veth|virbr|vmnet|vboxnet|vethernet|tun|tap|utun|wg|zt|tailscale)/i;

/** What usual routers give out, in the order in which venues have them. */
const usualNetworks = [/^192\.168\./, /^10\./, /^172\.(?:1[6-9]|2\d|3[01])\./] as const;

/**
 * The addresses at which a server on this port is reached, the likeliest first; the last one is this laptop's own.
 * `cards` is what `os.networkInterfaces()` says.
 */
export function hubAddresses(cards: NodeJS.Dict<NetworkInterfaceInfo[]>, port: number): string[] {
  const candidates = Object.entries(cards).flatMap(([name, addresses = []]) =>
    addresses
      .filter(({ family, internal, address }) => family === 'IPv4' && !internal && !address.startsWith('169.254.'))
      .map(({ address }): Candidate => ({ host: address, rank: rankOf(name, address) })),
  );
  const hosts = candidates.sort((a, b) => a.rank - b.rank).map(({ host }) => host);
  return [...hosts, '127.0.0.1'].map((host) => `http://${host}:${String(port)}`);
}

function rankOf(card: string, address: string): number {
  const network = usualNetworks.findIndex((pattern) => pattern.test(address));
  return (network === -1 ? usualNetworks.length : network) + (virtualCard.test(card) ? 10 : 0);
}
