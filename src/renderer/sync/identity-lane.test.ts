import { describe, expect, it } from 'vitest';
import { deviceId } from '../../../test/builders/facts.ts';
import { aTransport, refused, unreachable } from '../../../test/builders/scripted-transport.ts';
import { aMembership, aPage } from '../../../test/builders/sync-page.ts';
import type { DeviceId } from '../../shared/ids.ts';
import { createContact } from './contact.ts';
import { createIdentity } from './identity-lane.ts';

function anIdentity() {
  const first = aMembership();
  const transport = aTransport({
    membership: () => aMembership(),
    renewDevice: (request) => ({ ...aMembership({ device: request.device as DeviceId }), token: 'a new token' }),
  });
  const page = aPage();
  const facts = { renewed: 0 };
  const identity = createIdentity(
    createContact(transport, () => 0),
    transport,
    page,
    first,
    () => (facts.renewed += 1),
  );
  const asked = (): readonly string[] => transport.asked.splice(0).map(({ route }) => route);
  return { identity, transport, page, facts, asked };
}

describe('what the laptop is to the organisation', () => {
  it('is asked first of all, and kept only where it has changed', async () => {
    const { identity, page, asked } = anIdentity();
    expect([await identity.lane(), await identity.lane()]).toEqual(['worked', 'idle']);
    expect([asked(), page.memberships]).toEqual([['membership'], []]);
  });

  it('another role is known at once, and kept without a token', async () => {
    const { identity, transport, page } = anIdentity();
    const promoted = aMembership({ role: 'organiser', name: 'North door' });
    transport.script.membership = () => promoted;
    await identity.lane();
    expect(identity.membership()).toEqual(promoted);
    expect(page.memberships).toEqual([promoted]);
  });

  it('is asked again when somebody wants to know', async () => {
    const { identity, asked } = anIdentity();
    await identity.lane();
    identity.lookAgain();
    expect([await identity.lane(), await identity.lane()]).toEqual(['worked', 'idle']);
    expect(asked()).toEqual(['membership', 'membership']);
  });

  it.each([unreachable, refused('revoked', 401), refused('unavailable', 503)])(
    'is asked until there is an answer: %j',
    async (failure) => {
      const { identity, transport } = anIdentity();
      transport.script.membership = () => failure;
      expect([await identity.lane(), await identity.lane()]).toEqual([failure, failure]);
    },
  );
});

describe('a laptop that is a copy of another', () => {
  it('takes a name of its own, and proves with a new token who it is', async () => {
    const { identity, transport, page, facts, asked } = anIdentity();
    await identity.lane();
    asked();
    identity.cloned();
    expect(await identity.lane()).toBe('worked');
    expect(transport.asked).toEqual([{ route: 'renewDevice', request: { device: deviceId('renewed 1') } }]);
    expect(transport.tokens).toEqual(['a new token']);
    expect(page.memberships).toEqual([{ ...aMembership({ device: deviceId('renewed 1') }), token: 'a new token' }]);
    expect(identity.membership().device).toBe(deviceId('renewed 1'));
    expect(facts.renewed).toBe(1);
    expect(await identity.lane()).toBe('idle');
  });

  it('takes one name, however often the server does not answer', async () => {
    const { identity, transport, page, facts } = anIdentity();
    await identity.lane();
    identity.cloned();
    transport.script.renewDevice = () => unreachable;
    expect(await identity.lane()).toEqual(unreachable);
    expect([page.renewals, facts.renewed, transport.tokens]).toEqual([1, 0, []]);
    transport.script.renewDevice = () => ({ ...aMembership({ device: page.deviceId }), token: 'a new token' });
    expect([await identity.lane(), await identity.lane()]).toEqual(['worked', 'idle']);
    expect([page.renewals, facts.renewed, transport.tokens]).toEqual([1, 1, ['a new token']]);
    expect(identity.membership().device).toBe(deviceId('renewed 1'));
  });

  it('goes on with a renewal that the last start did not finish', async () => {
    const { identity, page, asked } = anIdentity();
    page.deviceId = deviceId('renewed before');
    expect(await identity.lane()).toBe('worked');
    expect([asked(), page.renewals]).toEqual([['renewDevice'], 0]);
    expect(await identity.lane()).toBe('idle');
    expect(identity.membership().device).toBe(deviceId('renewed before'));
  });
});
