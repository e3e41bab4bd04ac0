import { describe, expect, it } from 'vitest';
import { aTransport, refused, unreachable } from '../../../test/builders/scripted-transport.ts';
import * as v from 'valibot';
import { hashSchema } from '../../shared/ids.ts';
import { createContact } from './contact.ts';

const hash = v.parse(hashSchema, 'a'.repeat(64));

function aContact() {
  const transport = aTransport({ alarm: () => ({}), signOut: () => refused('unavailable', 503) });
  const clock = { now: 1_000, tookMs: 0 };
  const contact = createContact(transport, () => clock.now);
  transport.serverAt = () => {
    clock.now += clock.tookMs / 2;
    const at = clock.now + 5_000;
    clock.now += clock.tookMs / 2;
    return at;
  };
  const alarm = async () => contact.call('alarm', { position: 0, chain: hash, here: {}, there: {} });
  return { transport, clock, contact, alarm };
}

describe('the contact', () => {
  it('is being looked for until something is heard or fails', () => {
    const { contact } = aContact();
    expect([contact.link(), contact.lastAt(), contact.offsetMs()]).toEqual(['connecting', null, undefined]);
  });

  it('is there with any answer, a no as well; only a yes tells the time', async () => {
    const { contact, clock, alarm } = aContact();
    await contact.call('signOut', undefined);
    expect([contact.link(), contact.lastAt(), contact.offsetMs()]).toEqual(['online', 1_000, undefined]);
    clock.now = 2_000;
    clock.tookMs = 40;
    await alarm();
    expect([contact.link(), contact.lastAt(), contact.offsetMs()]).toEqual(['online', 2_040, 5_000]);
  });

  it('is gone when nothing comes back; when it was is remembered', async () => {
    const { contact, clock, alarm } = aContact();
    await alarm();
    clock.now = 9_000;
    await contact.call('devices', undefined);
    expect([contact.link(), contact.lastAt(), contact.offsetMs()]).toEqual(['offline', 1_000, 5_000]);
  });

  it('hears segments, and what comes by another way', async () => {
    const { contact, transport, clock } = aContact();
    await contact.getSegment(hash);
    expect(contact.link()).toBe('online');
    transport.segmentFailure = () => unreachable;
    await contact.putSegment(hash, new Uint8Array(1));
    expect(contact.link()).toBe('offline');
    clock.now = 3_000;
    contact.alive();
    expect([contact.link(), contact.lastAt()]).toEqual(['online', 3_000]);
  });
});
