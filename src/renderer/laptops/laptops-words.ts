import type { BridgeReply } from '../../shared/bridge.ts';
import type { Role } from '../../shared/role.ts';
import { countText, numberText } from '../ui/number-text.ts';

type Kept = BridgeReply<'enrolment.write'>['kept'];

/** What a laptop may be enrolled for. */
export const roleWords = {
  door: { name: 'Door', hint: 'Checks guests in and out, and undoes that. Sees no billing.' },
  'print-station': { name: 'Print station', hint: 'Prints badges for all doors.' },
  'box-office': { name: 'Box office', hint: 'A door that also imports guests, issues tickets and writes to guests.' },
  supervisor: { name: 'Supervisor', hint: 'A box office that also changes check-in lists and settles conflicts.' },
  organiser: { name: 'Organiser', hint: 'Makes events, connects laptops and sees everything but agreements.' },
  owner: { name: 'Owner', hint: 'An organiser who also buys credits and chooses plans and policies.' },
  hub: { name: 'Hub', hint: 'A server in the venue’s network, which forwards what the laptops there have done.' },
} as const satisfies Record<Role, { readonly name: string; readonly hint: string }>;

/** What is lost with the token when the app closes. */
export const keptWords = {
  'key-store': undefined,
  'plain-file':
    'This system has no key store: what proves this laptop’s identity lies in a plain file in the data folder.',
  'until-closed':
    'This system has no key store: the connection is forgotten when Admit closes. Nothing is lost, but the laptop needs a new code then.',
} as const satisfies Record<Kept, string | undefined>;

export const linkWords = {
  connecting: 'Connecting',
  online: 'Connected',
  offline: 'Cannot be reached at the moment: everything is kept here and sent later',
} as const;

export const words = {
  connect: 'Connect this laptop',
  connectLead:
    'Connected laptops tell each other who is in, and share one credit account. Until then this laptop works alone, and nothing is missing.',
  how: 'How to connect',
  byLink: 'With a link',
  byCode: 'With an address and a code',
  link: 'Link from the organiser',
  linkHint: 'It begins with admit://enrol. An organiser gets one under Settings, Laptops, Add a laptop.',
  linkBad: 'This is no link for connecting a laptop. Copy all of it, from admit:// to its end.',
  server: 'Address of the server',
  serverHint: 'For example 192.168.1.20:7380 or sync.example.org',
  code: 'Code',
  codeHint: 'Eight letters and digits, such as K7QM-3XVD',
  pairBad: 'Check both: an address such as 192.168.1.20:7380, and a code of eight letters and digits.',
  laptopName: 'Name of this laptop',
  laptopNameHint:
    'What the organiser sees in the list, such as Door 3. Empty: the name that the organiser gave the code.',
  connectButton: 'Connect',
  mustBeOwner:
    'This laptop has events or credits of its own. Those can only be brought into an organisation by its owner: ask for a code with the role Owner, or connect a laptop that is empty.',

  thisLaptop: 'This laptop’s connection',
  organisation: 'Organisation',
  serverFact: 'Server',
  role: 'Role',
  name: 'Name',
  state: 'State',
  unsent: 'Not sent yet',
  unsentCount: (count: number) => (count === 0 ? 'Nothing' : countText(count, 'operation')),
  toPull: 'Still to come from the server',
  upToDate: 'Up to date',
  never: 'Not yet',
  lastContact: 'Last heard of the server',
  clock: 'Clock of this laptop',
  clockAhead: (minutes: number) => `${countText(minutes, 'minute')} ahead of the server: please set it`,
  clockBehind: (minutes: number) => `${countText(minutes, 'minute')} behind the server: please set it`,
  alarm:
    'The server’s credit balance is another than this laptop’s at the same place of the log. It has been reported; nothing is lost.',
  updateNeeded:
    'The server speaks a newer language than this laptop. What is done here still gets there; update Admit to see everything from the other laptops.',
  storageProblem: 'What came from the server could not be kept on this disk: it is read again at the next start.',
  forgedLease: 'The server sent credits that the organisation has not signed. They are not used.',
  syncNow: 'Sync now',
  disconnect: 'Disconnect',
  disconnectTitle: 'Disconnect this laptop?',
  disconnectLead:
    'It works alone from then on. What it has recorded and received stays here; other laptops’ news no longer comes in. To connect it again an organiser has to make a new code.',
  disconnectUnsent: (count: number) =>
    `${countText(count, 'operation')} of this laptop ${count === 1 ? 'has' : 'have'} not reached the server. Save ${count === 1 ? 'it' : 'them'} first, so that an organiser can bring ${count === 1 ? 'it' : 'them'} in.`,
  disconnectButton: 'Disconnect',
  disconnectAnyway: 'Disconnect all the same',
  keep: 'Stay connected',
  disconnected: 'This laptop works alone now',

  saveTitle: 'Save what has not been sent',
  passphrase: 'Passphrase',
  passphraseHint: 'Whoever brings the file in needs it. Without it nobody can read the file.',
  passphraseShort: 'At least eight characters.',
  saveFile: 'Save as a file',
  fileName: (name: string, day: string) => `admit-${slug(name)}-${day}.admit`,
  savedFile: (count: number) =>
    `Saved: ${countText(count, 'operation')}. Give the file and the passphrase to an organiser.`,
  notSaved: 'The file could not be made. Try again, or restart Admit.',

  revokedTitle: 'An organiser has signed this laptop out',
  unknownTitle: 'The server does not know this laptop any more',
  revokedLead: 'The door goes on, and nothing that was scanned is lost. It is not sent any more.',
  wipeAsked: 'The organiser asks to delete what is on this laptop.',
  wipe: 'Delete everything here',
  wipeTitle: 'Delete everything on this laptop?',
  wipeLead: 'Guest lists, check-ins and credits are deleted from this disk for good, and Admit starts empty.',
  wipeUnsent: (count: number) =>
    `${countText(count, 'operation')} that no server has ${count === 1 ? 'is' : 'are'} lost unless you save ${count === 1 ? 'it' : 'them'} first.`,
  wipeConfirm: 'I understand that this cannot be undone',
  wipeButton: 'Delete everything',
  cancel: 'Cancel',
  save: 'Save what was not sent',
} as const;

/** Words of the organiser’s part: all laptops of the organisation. */
export const fleetWords = {
  title: 'Laptops',
  lead: 'Everything that is connected to this organisation.',
  search: 'Find a laptop',
  list: 'Laptops of this organisation',
  count: (shown: number, all: number) =>
    shown === all ? countText(all, 'laptop') : `${numberText(shown)} of ${countText(all, 'laptop')}`,
  none: 'No laptop matches.',
  add: 'Add a laptop',
  refresh: 'Refresh',
  thisLaptop: 'this laptop',
  allEvents: 'All events',
  unknownEvents: (count: number) => countText(count, 'event'),
  seen: (time: string) => `seen ${time}`,
  seenNow: 'here now',
  neverSeen: 'never seen',
  enrolled: (time: string) => `connected ${time}`,
  signedOut: (time: string) => `signed out ${time}`,
  signOut: 'Sign out',
  signOutOf: (name: string) => `Sign out: ${name}`,
  signOutTitle: (name: string) => `Sign out ${name}?`,
  signOutLead:
    'It hears nothing more and sends nothing more from the next contact on. Scanning goes on there, and it offers to save what was not sent.',
  andWipe: 'Also ask it to delete what it holds',
  andWipeHint:
    'For a laptop that is lost or goes back to a rental. It is offered there, once everything unsent has been saved.',
  signOutButton: 'Sign out',
  signOutAndWipe: 'Sign out and ask to delete',
  signedOutNote: (name: string) => `${name} is signed out`,
  cancel: 'Cancel',

  addTitle: 'Add a laptop',
  name: 'What to call it',
  nameHint: 'Such as Door 3. Whoever connects it may choose another name.',
  nameMissing: 'Give it a name.',
  role: 'Role',
  events: 'Events',
  eventsAll: 'All, those to come as well',
  validFor: 'The code is valid for',
  minutes: (minutes: number) => (minutes < 60 ? countText(minutes, 'minute') : countText(minutes / 60, 'hour')),
  address: 'Address of the server',
  makeCode: 'Make a code',
  codeTitle: (name: string) => `Code for ${name}`,
  codeLead: 'On the new laptop: Settings, Connect this laptop. Or scan the code with a phone and send the link.',
  code: 'Code',
  qr: 'QR code of the link that connects the laptop',
  copyLink: 'Copy the link',
  copied: 'Copied',
  expiresIn: (time: string) => `Expires in ${time}`,
  expired: 'This code has expired.',
  another: 'Make another',
  done: 'Done',

  recover: 'Bring in what a laptop saved',
  recoverLead:
    'Reads the file that a laptop saved before it was disconnected or wiped, and sends it to the server under that laptop’s name. Nothing counts twice.',
  file: 'File',
  filePlaceholder: 'Choose a file (.admit)',
  passphrase: 'Passphrase',
  fileMissing: 'Choose the file.',
  fileBad: 'This is no file that a laptop saved.',
  passphraseBad: 'The passphrase is not the one that the file was saved with, or the file is damaged.',
  bringIn: 'Bring in',
  sending: (done: number, all: number) => `${numberText(done)} of ${numberText(all)} sent`,
  broughtIn: (applied: number, duplicate: number, parked: number) =>
    [
      `${countText(applied, 'operation')} brought in`,
      ...(duplicate > 0 ? [`${numberText(duplicate)} were there already`] : []),
      ...(parked > 0 ? [`${numberText(parked)} set aside, listed below`] : []),
    ].join(', '),
  interrupted: (done: number) =>
    `${countText(done, 'operation')} sent, then it was cut off. Bring the file in again: nothing counts twice.`,
} as const;

/** `9:04`, `1:02:33` */
export function countdownText(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}

/** `K7QM-3XVD` */
export function codeText(code: string): string {
  return code.length === 8 ? `${code.slice(0, 4)}-${code.slice(4)}` : code;
}

/** What a file may be called on any disk. */
function slug(name: string): string {
  return (
    name
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 40) || 'laptop'
  );
}
