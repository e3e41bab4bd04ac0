import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSettings, settingsHelp } from './settings.ts';

describe('the settings of the server', () => {
  it('without any, it serves this machine alone, from a folder in the home folder', () => {
    expect(readSettings([], {})).toEqual({
      PORT: 7380,
      HOST: '127.0.0.1',
      ADMIT_DATA: join(homedir(), '.admit-server'),
      ADMIT_POOL: 10,
      ADMIT_PROXIES: 0,
      LOG_LEVEL: 'info',
    });
  });

  it('flags win over the environment, in which an empty variable is none', () => {
    const env = { PORT: '1', HOST: '0.0.0.0', LOG_LEVEL: '', OTHER: 'x' };
    expect(readSettings(['--port', '2', '--new-organisation', ' Gala '], env)).toMatchObject({
      PORT: 2,
      HOST: '0.0.0.0',
      LOG_LEVEL: 'info',
      newOrganisation: 'Gala',
    });
  });

  it.each([
    [['--port', '65536'], {}, 'PORT: is more than 65535.'],
    [['--port', '-1'], {}, undefined],
    [[], { PORT: '1.5' }, 'PORT: is no whole number.'],
    [[], { ADMIT_POOL: '0' }, 'ADMIT_POOL: is less than 1.'],
    [[], { ADMIT_PROXIES: '11' }, 'ADMIT_PROXIES: is more than 10.'],
    [[], { DATABASE_URL: 'mysql://x' }, 'DATABASE_URL: does not begin with postgres://.'],
    [[], { ADMIT_OPERATOR_KEY: 'short' }, undefined],
    [[], { LOG_LEVEL: 'loud' }, 'LOG_LEVEL: is none of debug, info, warn, error, silent.'],
    [['--new-organisation', ' '], {}, undefined],
    [['--nothing'], {}, undefined],
    [['word'], {}, undefined],
  ])('%j %j cannot be followed', (args, env, words) => {
    const read = readSettings(args, env);
    expect(read).toBeTypeOf('string');
    if (words !== undefined) expect(read).toBe(words);
  });

  it('the help names every setting', () => {
    for (const name of [
      'PORT',
      'HOST',
      'DATABASE_URL',
      'ADMIT_DATA',
      'ADMIT_POOL',
      'ADMIT_OPERATOR_KEY',
      'ADMIT_PROXIES',
      'LOG_LEVEL',
    ]) {
      expect(settingsHelp).toContain(name);
    }
  });

  it('a wrong key is not repeated', () => {
    expect(readSettings([], { ADMIT_OPERATOR_KEY: 'swordfish' })).not.toContain('swordfish');
  });
});
