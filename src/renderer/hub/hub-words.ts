import type { HubStatus } from '../../shared/bridge.ts';
import { countText } from '../ui/number-text.ts';

export const stateWords = {
  stopped: 'Not running',
  starting: 'Starting …',
  running: 'Running',
  failed: 'It could not go on',
} as const satisfies Record<HubStatus['state'], string>;

export const words = {
  title: 'Hub for the venue’s network',
  lead: 'With a hub this laptop is the server for all others in the same network, so that doors agree with each other where there is no internet.',
  keepOpen: 'Other laptops hear of each other only while Admit is open here. Everything is kept on this laptop’s disk.',
  organisation: 'Name of the organisation',
  organisationHint: 'What other laptops see when they connect.',
  organisationMissing: 'Give the organisation a name.',
  port: 'Port',
  portHint: '0 chooses a free one',
  portBad: 'A whole number from 0 to 65,535.',
  forward: 'Forward to a server on the internet when it can be reached',
  upstream: 'Address of that server',
  upstreamCode: 'Code with the role Hub',
  upstreamHint: 'From the owner: Add a laptop, role Hub.',
  upstreamBad: 'Check both: an address such as sync.example.org, and a code of eight letters and digits.',
  start: 'Start the hub',
  stop: 'Stop the hub',
  stopTitle: 'Stop the hub?',
  stopLead: 'Other laptops go on by themselves and keep what they record, and send it when the hub runs again.',
  keep: 'Keep it running',
  addresses: 'Other laptops reach it at',
  own: 'this laptop only',
  next: 'Connect this laptop to its own hub, then connect the others with Add a laptop.',
  joinOwn: 'Connect this laptop as the owner',
  joined: 'Connect others under Laptops, Add a laptop: the code and its QR code appear there.',
  forwardsTo: 'Forwards to',
  forwarded: 'Last forwarded',
  never: 'Not yet',
  waiting: 'Waiting to be forwarded',
  waitingCount: (count: number) => (count === 0 ? 'Nothing' : countText(count, 'operation')),
  problem: 'Forwarding does not work at the moment',
  failed: (detail: string) => `The hub does not run: ${detail}`,
  unknown: 'Admit could not find out how the hub is. Restart Admit and try again.',
} as const;
