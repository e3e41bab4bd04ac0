import { describe, expect, it } from 'vitest';
import { describeStartFailure } from './start-failure.ts';

const settings = { HOST: '192.0.2.1', PORT: 7380 };
const listening = (code: string) => Object.assign(new Error(`listen ${code}`), { syscall: 'listen', code });

describe('why the server does not start', () => {
  it.each([
    [listening('EADDRINUSE'), 'Another program uses port 7380 already.'],
    [listening('EACCES'), 'may not listen on port 7380'],
    [listening('EADDRNOTAVAIL'), 'no address 192.0.2.1'],
    [new Error('The database is gone.'), 'The database is gone.'],
    // Of the database's folder, not of the port.
    [
      Object.assign(new Error('EACCES: permission denied, mkdir'), { syscall: 'mkdir', code: 'EACCES' }),
      'permission denied',
    ],
    ['odd', 'odd'],
  ])('%s is said as people understand it', (error, words) => {
    expect(describeStartFailure(error, settings)).toContain(words);
  });
});
