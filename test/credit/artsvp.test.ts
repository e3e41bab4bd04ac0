import { describe, expect, it } from 'vitest';
import { artsvpInvites, artsvpPortals } from '../../src/shared/credit/policies/artsvp.ts';
import type { Bundle } from '../../src/shared/credit/policy.ts';
import { operationSchema } from '../../src/shared/operation.ts';
import { aChoice, aPack, someInvites } from '../builders/account-facts.ts';
import { anOperation, instant } from '../builders/facts.ts';
import { follow, inWords } from '../builders/story.ts';
import { openTill, type Till } from '../builders/till.ts';

const begin = instant('2027-03-01');

/** An organisation with so many invite and portal credits. */
function openArtsvp(invites: number, portals = 0): Till {
  const till = openTill({ policy: artsvpInvites, credits: 0 });
  till.take(aChoice({ id: 'choose', ms: begin }, ['artsvp-invites', 'artsvp-portals']));
  if (invites > 0) till.take(aPack({ id: 'invites', ms: begin }, invites, 'invite'));
  if (portals > 0) till.take(aPack({ id: 'portals', ms: begin }, portals, 'portal'));
  return till;
}

const at = (id: string) => ({ id, ms: begin + 1 });
const assign = (id: string, portal: string, ms = begin + 1) => anOperation('assignPortal', { id, ms }, { portal });
const fromPortal = (id: string, portal: string) =>
  anOperation('createInvites', at(id), { via: 'portal', portal, count: 1 });

function perCredit({ price, credits }: Bundle): number {
  return price.minor / credits;
}

describe('invites', () => {
  it.each([
    { name: 'AI-1 AI-2 a single invite', via: 'single', count: 1 },
    { name: 'AI-3 a CSV upload or a contact list', via: 'list', count: 40 },
    { name: 'AI-4 the API', via: 'api', count: 40 },
    { name: 'AI-5 AP-4 a portal', via: 'portal', count: 3 },
  ] as const)('$name draws 1 for each of $count invites', ({ via, count }) => {
    const till = openArtsvp(50);
    expect(till.act(someInvites(at('i'), count, via))).toMatchObject({
      kind: 'done',
      entries: [{ credits: count, type: 'invite', rules: [{ times: count }] }],
    });
    expect(till.holding().balance).toBe(50 - count);
  });

  it('AI-3 all-or-nothing of N invites with N - 1 credits: none, and how many are missing', () => {
    const till = openArtsvp(39);
    const acted = till.act(someInvites(at('i'), 40));
    if (acted.kind !== 'refused') throw new Error('It is refused');
    const { need, have } = acted.refusal;
    expect({ need, have, missing: need - have }).toEqual({ need: 40, have: 39, missing: 1 });
    expect(till.holding()).toMatchObject({ balance: 39, spent: 0 });
    expect(till.act(someInvites(at('j'), 39)).kind).toBe('done');
    expect(till.holding().balance).toBe(0);
  });

  it('AI-5 giving a portal its allocation draws nothing, even at zero', () => {
    const till = openArtsvp(0);
    const give = anOperation('allocateInvites', at('a'), { portal: 'Acme', invites: 500 });
    expect(till.act(give)).toMatchObject({ kind: 'done', entries: [{ credits: 0, draws: [] }] });
  });

  it('AI-6 are sold in bundles, each with a lower price per credit than the one before', () => {
    const prices = artsvpInvites.bundles.map(perCredit);
    expect(prices.length).toBeGreaterThan(2);
    expect(prices).toEqual([...new Set(prices)].sort((a, b) => b - a));
  });

  it('AI-7 never expire, and belong to no subscription year', () => {
    const till = openArtsvp(3);
    expect(artsvpInvites.plans.every(({ allowance }) => allowance === undefined)).toBe(true);
    expect(till.act(someInvites({ id: 'i', ms: instant('2077-01-01') }, 3)).kind).toBe('done');
    expect(till.holding()).toMatchObject({ balance: 0, expired: 0 });
  });

  it('AI-8 cost the same however they are handed out: making them is the only thing metered', () => {
    const metered = Object.entries(artsvpInvites.actions).filter(([, { prices }]) =>
      prices.some(({ credits }) => credits > 0),
    );
    expect(metered.map(([action]) => action)).toEqual(['createInvites']);
    expect(metered.flatMap(([, { prices }]) => prices.map(({ credits }) => credits))).toEqual([1, 1]);
    // Nothing that a price may depend on says how an invite is handed out.
    const facts = metered.flatMap(([, { prices }]) => prices.flatMap(({ when }) => Object.keys(when)));
    expect(new Set(facts)).toEqual(new Set(['via']));
    const till = openArtsvp(5);
    till.take(someInvites(at('i'), 5));
    expect(till.take(anOperation('sendEmail', at('mail'), { purpose: 'campaign', recipients: 5 }))).toEqual([]);
  });
});

describe('portals', () => {
  it('AP-1 are created freely, any number, with no credit at all', () => {
    const till = openArtsvp(0);
    for (let n = 0; n < 30; n += 1) {
      const id = `p-${String(n)}`;
      expect(till.act(anOperation('createPortal', at(id), { portal: id }))).toMatchObject({
        kind: 'done',
        entries: [{ credits: 0 }],
      });
    }
    expect(till.holding('portal').balance).toBe(0);
  });

  it('AP-2 draw one credit when first opened by their owner, and nothing when opened again', () => {
    const till = openArtsvp(0, 2);
    expect(inWords(till.take(assign('a', 'Acme')))).toEqual(['spent 1: pack 1']);
    expect(till.take(assign('b', 'Acme', begin + 2))).toMatchObject([
      { credits: 0, rules: [{ words: 'This portal is assigned already: free' }] },
    ]);
    expect(inWords(till.take(assign('c', 'Beta', begin + 3)))).toEqual(['spent 1: pack 1']);
    expect(till.holding('portal').balance).toBe(0);
  });

  it('AP-3 without a credit a portal cannot be assigned, and can be once there is one: nothing is lost', () => {
    const till = openArtsvp(0);
    till.take(anOperation('createPortal', at('p'), { portal: 'Acme' }));
    const typed = assign('a', 'Acme');
    const rows = till.entries.length;
    expect(till.act(typed)).toMatchObject({
      kind: 'refused',
      refusal: { reason: 'credits', need: 1, have: 0, type: { id: 'portal' } },
    });
    expect(till.entries).toHaveLength(rows);
    till.take(aPack(at('pack'), 1, 'portal'));
    expect(till.act(typed)).toMatchObject({ kind: 'done', entries: [{ credits: 1, subject: 'Acme' }] });
  });

  it('AP-4 their owners draw an invite credit for each invite, and are refused when none is left', () => {
    const till = openArtsvp(2, 1);
    till.take(assign('a', 'Acme'));
    follow(till, [
      { take: fromPortal('i', 'Acme'), posts: ['spent 1: pack 1'], balance: 1 },
      { take: fromPortal('j', 'Acme'), posts: ['spent 1: pack 1'], balance: 0 },
    ]);
    expect(till.act(fromPortal('k', 'Acme'))).toMatchObject({
      kind: 'refused',
      refusal: { type: { id: 'invite' }, need: 1, have: 0 },
    });
    expect(till.holding('portal').balance).toBe(0);
  });

  it('AP-5 are sold in bundles, each with a lower price per credit than the one before', () => {
    const prices = artsvpPortals.bundles.map(perCredit);
    expect(prices.length).toBeGreaterThan(2);
    expect(prices).toEqual([...new Set(prices)].sort((a, b) => b - a));
  });

  it('AP-6 never expire', () => {
    const till = openArtsvp(0, 1);
    expect(till.act(assign('a', 'Acme', instant('2077-01-01'))).kind).toBe('done');
    expect(till.holding('portal')).toMatchObject({ balance: 0, expired: 0 });
  });
});

it('the actions of both are operations that the log knows', () => {
  const kinds = new Set(operationSchema.options.map(({ entries }) => entries.kind.literal as string));
  for (const { actions } of [artsvpInvites, artsvpPortals]) {
    for (const action of Object.keys(actions)) expect(kinds).toContain(action);
  }
});
