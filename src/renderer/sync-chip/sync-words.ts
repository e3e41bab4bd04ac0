import { countText, numberText } from '../ui/number-text.ts';
import type { SyncFact } from './chip-of.ts';

/** What instants and credit types are called where the words stand. */
export interface Naming {
  readonly timeOf: (at: number) => string;
  readonly creditsOf: (type: string) => string;
}

/** How one fact is put. */
export interface Said {
  /** In as few words as a chip has room for. */
  readonly short: string;
  /** What the chip gives up first where there is no room. */
  readonly more?: string;
  /** In a sentence: what it means, and what to do where something is to be done. */
  readonly long: string;
  /** What is read out when it comes about: without numbers, so that nothing is read out twice. */
  readonly aloud: string;
}

type WordsOf<K extends SyncFact['kind']> = (fact: Extract<SyncFact, { kind: K }>, naming: Naming) => Said;

const factWords: { readonly [K in SyncFact['kind']]: WordsOf<K> } = {
  'signed-out': ({ byOrganiser, unsent }) => ({
    short: 'Signed out',
    ...unsentWords(unsent),
    long: byOrganiser
      ? 'An organiser has signed this laptop out. The door goes on, and nothing is lost; it is not sent any more.'
      : 'The server does not know this laptop any more. The door goes on, and nothing is lost; it is not sent any more.',
    aloud: 'Signed out',
  }),
  'list-incomplete': ({ here, all }) => ({
    short: `Guest list ${numberText(here)} of ${numberText(all)}`,
    long: `${numberText(here)} of ${countText(all, 'part')} of the guest lists ${here === 1 ? 'is' : 'are'} here. Whoever is not found may be in the rest.`,
    aloud: 'The guest list is not complete',
  }),
  'list-old': ({ at, unsent }, { timeOf }) => ({
    short: `List from ${timeOf(at)}`,
    ...unsentWords(unsent),
    long: `What other laptops have done since ${timeOf(at)} is not known here.`,
    aloud: 'Nothing was heard of other laptops for half an hour',
  }),
  'update-needed': () => ({
    short: 'Update Admit',
    long: 'The server speaks a newer language than this laptop. What is done here still gets there; update Admit to see everything of the others.',
    aloud: 'Admit needs an update',
  }),
  'balance-alarm': () => ({
    short: 'Balances differ',
    long: 'The server’s credit balance is another than this laptop’s. It has been reported; nothing is lost.',
    aloud: 'The credit balances differ',
  }),
  parked: ({ count }) => ({
    short: `${numberText(count)} set aside`,
    long: `The server has set ${countText(count, 'operation')} of this laptop aside: kept, but not applied.`,
    aloud: 'The server has set something aside',
  }),
  'clock-off': ({ minutes }) => ({
    short: `Clock ${numberText(Math.abs(minutes))} min off`,
    long: `The clock of this laptop is ${countText(Math.abs(minutes), 'minute')} ${minutes > 0 ? 'ahead of' : 'behind'} the server’s: please set it.`,
    aloud: 'The clock of this laptop is off',
  }),
  'lease-shortage': ({ type, free, held }, { creditsOf }) => ({
    short: held > 0 ? `Others hold ${numberText(held)}` : 'Credits short',
    long: shortageText(creditsOf(type), free, held),
    aloud: 'Credits to spend offline are short',
  }),
  'forged-lease': () => ({
    short: 'Unsigned credits',
    long: 'The server sent credits that the organisation has not signed. They are not used.',
    aloud: 'The server sent credits that nobody has signed',
  }),
  'not-kept': () => ({
    short: 'Disk problem',
    long: 'What came from the server could not be kept on this disk. It is here until Admit closes, and is read again at the next start.',
    aloud: 'What came from the server could not be kept',
  }),
  offline: ({ unsent }) => ({
    short: 'Offline',
    ...unsentWords(unsent),
    long:
      unsent === 0
        ? 'The server cannot be reached. Everything works without it.'
        : `The server cannot be reached. Everything works without it, and ${countText(unsent, 'operation')} will be sent later.`,
    aloud: 'Offline',
  }),
  connecting: ({ unsent }) => ({
    short: 'Connecting',
    ...unsentWords(unsent),
    long: 'The server is being asked.',
    aloud: '',
  }),
  receiving: ({ count }) => ({
    short: `Receiving ${numberText(count)}`,
    long: `${countText(count, 'operation')} of other laptops still ${count === 1 ? 'has' : 'have'} to come in.`,
    aloud: 'Online',
  }),
  sending: ({ count }) => ({
    short: `Sending ${numberText(count)}`,
    long: `${countText(count, 'operation')} of this laptop still ${count === 1 ? 'has' : 'have'} to get to the server.`,
    aloud: 'Online',
  }),
  'up-to-date': ({ at }, { timeOf }) => ({
    short: 'Up to date',
    more: timeOf(at),
    long: 'Nothing waits to be sent or to come in.',
    aloud: 'Online',
  }),
};

export const words = {
  toSend: 'Not sent yet',
  toCome: 'Still to come',
  lists: 'Parts of guest lists',
  ofAll: (here: number, all: number) => `${numberText(here)} of ${numberText(all)}`,
  upToDate: 'Up to date',
  heard: 'Last heard of the server',
  never: 'Not yet',
  nothing: 'Nothing',
  syncNow: 'Sync now',
  lookAtParked: 'See what was set aside',
  settings: 'Connection',
  alone: 'On this laptop only',
  aloneLong:
    'Everything is kept on this laptop and works without a network. To share an event among laptops, connect them under Settings.',
} as const;

export function wordsOf<K extends SyncFact['kind']>(fact: Extract<SyncFact, { kind: K }>, naming: Naming): Said {
  const say: WordsOf<K> = factWords[fact.kind];
  return say(fact, naming);
}

function unsentWords(unsent: number): Pick<Said, 'more'> {
  return unsent === 0 ? {} : { more: `${numberText(unsent)} unsent` };
}

function shortageText(credits: string, free: number, held: number): string {
  const have = free === 0 ? `No ${credits} are free.` : `Only ${numberText(free)} ${credits} are free.`;
  return held === 0 ? have : `${have} Other laptops hold ${numberText(held)}.`;
}
