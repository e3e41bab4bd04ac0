import { describe, expect, it } from 'vitest';
import { silentLog } from '../../../test/builders/silent-log.ts';
import { startListeners } from './listeners.ts';

function open() {
  const told: string[] = [];
  const heard: string[] = [];
  const listeners = startListeners(silentLog);
  const tell = async (command: string) => void told.push(command);
  const add = (channel: string, name: string) => listeners.add(channel, (text) => heard.push(`${name}: ${text}`), tell);
  return { listeners, told, heard, add };
}

describe('listeners', () => {
  it('hear what is on their channel, until they leave', async () => {
    const { listeners, heard, add, told } = open();
    const leaveA = await add('news', 'a');
    await add('news', 'b');
    await add('other', 'c');
    listeners.call('news', '1');
    await leaveA();
    listeners.call('news', '2');
    listeners.call('nothing', '3');
    expect(heard).toEqual(['a: 1', 'b: 1', 'b: 2']);
    expect(told).toEqual(['listen "news"', 'listen "news"', 'listen "other"']);
    expect(listeners.commands()).toEqual(['listen "news"', 'listen "other"']);
  });

  it('the last one to leave ends the channel', async () => {
    const { add, told, listeners } = open();
    const [first, second] = [await add('news', 'a'), await add('news', 'a')];
    await first();
    expect(told).not.toContain('unlisten "news"');
    await second();
    expect(told.at(-1)).toBe('unlisten "news"');
    expect(listeners.commands()).toEqual([]);
  });

  it('one that fails keeps nothing from the others, and one that could not begin is not there', async () => {
    const { listeners, heard, add } = open();
    await listeners.add(
      'news',
      () => {
        throw new Error('No');
      },
      () => Promise.resolve(),
    );
    await expect(
      listeners.add(
        'news',
        () => heard.push('never'),
        () => Promise.reject(new Error('Gone')),
      ),
    ).rejects.toThrow('Gone');
    await add('news', 'b');
    listeners.callAll();
    expect(heard).toEqual(['b: ']);
  });

  it('a channel may be called anything', async () => {
    const { add, told } = open();
    await add('a "b"; drop table x', 'a');
    expect(told).toEqual(['listen "a ""b""; drop table x"']);
  });
});
