import { expect, it } from 'vitest';
import { aChoice } from '../../../test/builders/account-facts.ts';
import { aGrant, anOperation } from '../../../test/builders/facts.ts';
import { openTill } from '../../../test/builders/till.ts';
import { chosenPolicies } from './chosen.ts';

it('GM-8 a policy given up while it owes stays in sight, first, until that is paid back', () => {
  const till = openTill({ credits: 50 });
  const ids = () => chosenPolicies(till.ledger).map(({ id }) => id);
  till.take(anOperation('sendEmail', { id: 'e', ms: 1 }, { purpose: 'campaign', recipients: 60 }));
  till.take(aChoice({ id: 'c', ms: 2 }, ['zaplify']));
  expect(ids()).toEqual(['guest-manager', 'zaplify']);
  till.take(aGrant({ id: 'g', ms: 3 }, 10));
  expect(ids()).toEqual(['zaplify']);
});
