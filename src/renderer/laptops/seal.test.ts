import { describe, expect, it } from 'vitest';
import { aCheckIn, deviceId, instant } from '../../../test/builders/facts.ts';
import type { SavedOperations } from '../../shared/saved-operations.ts';
import { openSealed, sealOperations } from './seal.ts';

function saved(count: number): SavedOperations {
  const operations = Array.from({ length: count }, (_, index) => ({
    seq: index + 1,
    operation: aCheckIn({ id: String(index), ms: index, actor: 'Zoë Ångström' }),
  }));
  return { device: deviceId('door'), deviceName: 'Door 3', savedAt: instant('2026-11-21T19:00:00'), operations };
}

describe('what a laptop saves', () => {
  it('is opened by its passphrase, to the letter', async () => {
    const file = await sealOperations(saved(2_000), 'correct horse');
    const opened = await openSealed(await file.text(), 'correct horse');
    expect(opened).toEqual({ kind: 'opened', saved: saved(2_000) });
  });

  it('says nothing without it', async () => {
    const text = await (await sealOperations(saved(3), 'correct horse')).text();
    expect(text).not.toContain('Door 3');
    expect(text).not.toContain('checkIn');
    expect(await openSealed(text, 'Correct horse')).toEqual({ kind: 'wrong-passphrase' });
  });

  it('takes a passphrase typed on another keyboard', async () => {
    const text = await (await sealOperations(saved(1), 'Zoe\u0308')).text();
    expect(await openSealed(text, 'Zo\u00eb')).toMatchObject({ kind: 'opened' });
  });

  it('is another file every time', async () => {
    const [one, two] = await Promise.all([sealOperations(saved(1), 'a'), sealOperations(saved(1), 'a')]);
    expect(await one?.text()).not.toBe(await two?.text());
  });

  it('notices a changed byte', async () => {
    const text = await (await sealOperations(saved(1), 'a')).text();
    const changed = text.replace(/"data":"(.)/, (_, first) => `"data":"${first === 'A' ? 'B' : 'A'}`);
    expect(await openSealed(changed, 'a')).toEqual({ kind: 'wrong-passphrase' });
  });

  it.each(['', 'not json', '{}', '[1]', '{"format":"something-else","version":1}'])(
    '%j is no such file',
    async (text) => {
      expect(await openSealed(text, 'a')).toEqual({ kind: 'no-such-file' });
    },
  );
});
