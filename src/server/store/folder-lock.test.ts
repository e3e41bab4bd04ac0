import { mkdtemp, readFile, rm, utimes, writeFile, mkdir } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockFolder } from './folder-lock.ts';

describe('the lock of a folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'admit-lock-')), 'data');
  });
  afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

  const never = (): void => {
    throw new Error('Nobody has taken it');
  };

  it('makes the folder, is held by one, and says who that is', async () => {
    const lock = await lockFolder(folder, never);
    expect(JSON.parse(await readFile(join(folder, 'holder.json'), 'utf8'))).toMatchObject({ process: process.pid });
    await expect(lockFolder(folder, never)).rejects.toThrow(`The folder ${folder} is open already`);
    await lock.release();
    const next = await lockFolder(folder, never);
    await next.release();
  });

  it('of one that ended without giving it back is free after a while', async () => {
    await mkdir(join(folder, 'lock'), { recursive: true });
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(join(folder, 'lock'), longAgo, longAgo);
    await writeFile(join(folder, 'holder.json'), JSON.stringify({ process: 1, host: `not ${hostname()}`, run: 'x' }));
    const lock = await lockFolder(folder, never);
    await lock.release();
  });

  it('of another machine that shows itself stays its own', async () => {
    await mkdir(join(folder, 'lock'), { recursive: true });
    await writeFile(join(folder, 'holder.json'), JSON.stringify({ process: 7, host: 'elsewhere', run: 'x' }));
    const showing = setInterval(() => void utimes(join(folder, 'lock'), new Date(), new Date()), 200);
    await expect(lockFolder(folder, never)).rejects.toThrow('Process 7 on elsewhere is using the folder');
    clearInterval(showing);
  });
});
