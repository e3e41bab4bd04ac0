import { describe, expect, it } from 'vitest';
import { artsvpInvites } from '../../shared/credit/policies/artsvp.ts';
import type { Refusal } from '../../shared/credit/quote.ts';
import { refusalText } from './refusal-text.ts';

const [type] = artsvpInvites.creditTypes;

function aRefusal(facts: Partial<Extract<Refusal, { reason: 'credits' }>>): Refusal {
  if (type === undefined) throw new Error('no type');
  return {
    kind: 'refusal',
    reason: 'credits',
    type,
    lines: [],
    need: 60,
    have: 20,
    free: 0,
    heldElsewhere: 0,
    arrival: undefined,
    ...facts,
  };
}

describe('too few credits', () => {
  it.each([
    {
      name: 'there are no more',
      facts: {},
      expected: 'This needs 60 invite credits, and there are 20: 40 too few. Buy some on the Credits screen.',
    },
    {
      name: 'another laptop holds some (X-5)',
      facts: { heldElsewhere: 40 },
      expected:
        'This needs 60 invite credits, and there are 20: 40 too few. Another laptop holds 40: they are free when it gives them back. Buy some on the Credits screen.',
    },
    {
      name: 'nobody holds some, and this laptop may only spend what it holds (X-5)',
      facts: { free: 500 },
      expected:
        'This needs 60 invite credits, and there are 20: 40 too few. 500 that no laptop holds come as soon as the server can be reached. Buy some on the Credits screen.',
    },
    {
      name: 'what nobody holds is what this laptop has',
      facts: { free: 20 },
      expected: 'This needs 60 invite credits, and there are 20: 40 too few. Buy some on the Credits screen.',
    },
  ])('$name', ({ facts, expected }) => expect(refusalText(aRefusal(facts))).toBe(expected));
});
