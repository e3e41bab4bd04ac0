import * as v from 'valibot';
import { buyPack } from '../../src/renderer/billing/buy-pack.ts';
import { changePlan } from '../../src/renderer/billing/change-plan.ts';
import { createInboxReader } from '../../src/renderer/conflicts/inbox-reader.ts';
import { settleConflict } from '../../src/renderer/conflicts/settle-conflict.ts';
import { choosePolicies } from '../../src/renderer/organisation/choose-policies.ts';
import { defineMember } from '../../src/renderer/organisation/define-member.ts';
import { writeOffLease } from '../../src/renderer/organisation/write-off-lease.ts';
import { defineList } from '../../src/renderer/settings/define-list.ts';
import { leasesOf } from '../../src/shared/credit/lease.ts';
import { builtInPolicies } from '../../src/shared/credit/policies/built-in.ts';
import { deriveEntryId, listIdSchema } from '../../src/shared/ids.ts';
import { actorOf, type Deed, record } from './deeds.ts';

/** What people do at the organiser's desk. */

/** The first is what the account is about; it stays. */
const [firstPolicy, ...otherPolicies] = builtInPolicies;

export const buyCredits: Deed = async ({ app, chance, counters }) => {
  const policy = chance.pick(builtInPolicies);
  const sold = chance.pick(policy?.bundles ?? []);
  if (policy === undefined || sold === undefined) return 'nothing is sold';
  // Small ones: credits are to run out.
  const bundle = { ...sold, credits: chance.whole(2, 9) };
  await buyPack(app.ledger, actorOf(chance), { policy, bundle, quantity: 1 }, 'card');
  counters.count('packs bought');
  return `buy ${bundle.name}`;
};

export const takePlan: Deed = async ({ app, chance, counters }) => {
  const policy = chance.pick(builtInPolicies.filter(({ plans }) => plans.length > 1));
  const plan = chance.pick(policy?.plans ?? []);
  if (policy === undefined || plan === undefined) return 'there are no plans';
  await changePlan(app.ledger, actorOf(chance), { policy, plan });
  counters.count('plans changed');
  return `plan ${plan.id}`;
};

export const choose: Deed = async ({ app, chance, counters }) => {
  const left = chance.pick(otherPolicies);
  const chosen = otherPolicies.filter((policy) => policy !== left || chance.likely(0.5));
  const policies = [firstPolicy, ...chosen].flatMap((policy) => (policy === undefined ? [] : [policy.id]));
  await choosePolicies(app.ledger, actorOf(chance), { policies, timeZone: 'Europe/Madrid' });
  counters.count('policies chosen');
  return `choose ${policies.join()}`;
};

export const giveCredits: Deed = async (doer) => {
  const { app, chance, world } = doer;
  const type = chance.pick(['credit', 'invite', 'portal', 'lead']) ?? 'credit';
  const startsAt = app.ledger.now();
  const ends = chance.likely(0.6) ? { endsAt: startsAt + chance.whole(1, 40) * 86_400_000 } : {};
  const id = deriveEntryId('gift', world.newId());
  const lot = { id, type, source: 'bonus', credits: chance.whole(1, 6), startsAt, words: 'A gift', ...ends } as const;
  await record(doer, { kind: 'grantCredits', lot });
  return `give ${type}`;
};

export const limitMember: Deed = async ({ app, chance }) => {
  const limits = { lead: chance.whole(1, 6) };
  await defineMember(app.ledger, actorOf(chance), actorOf(chance), limits);
  return 'limit a member';
};

/** Mostly a lost laptop's; now and then one that is only away. */
export const writeOff: Deed = async ({ app, chance, counters, world }) => {
  const open = leasesOf(app.ledger.books.credits).filter(({ state }) => state === 'open');
  const lost = open.filter(({ holder }) => world.isLost(holder));
  const lease = chance.pick(lost) ?? (chance.likely(0.15) ? chance.pick(open) : undefined);
  if (lease === undefined) return 'no lease to write off';
  await writeOffLease(app.ledger, actorOf(chance), lease.lease, 'It does not come back');
  counters.count('leases written off');
  return 'write off a lease';
};

export const settle: Deed = async ({ app, chance, counters }) => {
  const conflict = chance.pick(createInboxReader()(app.ledger).open);
  if (conflict === undefined) return 'no conflict to settle';
  await settleConflict(app.ledger, actorOf(chance), conflict, 'Let in by mistake');
  counters.count('settlements');
  return 'settle a conflict';
};

export const changeList: Deed = async ({ app, chance, counters, world }) => {
  const openEvent = app.ledger.event()?.record;
  if (openEvent === undefined) return 'no event yet';
  const lists = [...openEvent.lists.values()];
  const known = lists.length > 2 || chance.likely(0.6) ? chance.pick(lists) : undefined;
  const id = known?.id ?? v.parse(listIdSchema, world.newId());
  const reentry = chance.pick(['once', 'after-exit', 'many'] as const) ?? 'once';
  const list = { id, name: known?.name ?? 'Back door', includesPending: chance.likely(0.5), reentry };
  await defineList(app.ledger, actorOf(chance), openEvent.details.id, list);
  counters.count('lists defined');
  return `list ${reentry}`;
};

/** Gives back what the laptop holds, as it does before it signs out. */
export const handBack: Deed = async (doer) => {
  const { ledger } = doer.app;
  const held = leasesOf(ledger.books.credits).filter(
    ({ holder, state }) => holder === ledger.device && state === 'open',
  );
  if (held.length === 0) return 'no lease to hand back';
  await record(doer, ...held.map(({ lease }) => ({ kind: 'returnLease' as const, lease })));
  doer.counters.count('leases returned', held.length);
  return 'hand leases back';
};
