import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listId } from '../../../test/builders/facts.ts';
import { startGuestListReader } from './import-client.ts';
import type { ImportReply, ImportRequest } from './import-protocol.ts';

/** The other end of the wire. */
class WorkerEnd extends EventTarget {
  static last: WorkerEnd;
  readonly asked: ImportRequest[] = [];
  readonly moved: Transferable[][] = [];
  terminated = false;

  constructor() {
    super();
    WorkerEnd.last = this;
  }

  postMessage(request: ImportRequest, transfer: Transferable[]): void {
    this.asked.push(request);
    this.moved.push(transfer);
  }

  terminate(): void {
    this.terminated = true;
  }

  reply(data: ImportReply): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

beforeEach(() => void vi.stubGlobal('Worker', WorkerEnd));
afterEach(() => vi.unstubAllGlobals());

const refused = { kind: 'refused', message: 'no' } as const;
const file = new File(['x'], 'x.csv');

describe('the import worker’s client', () => {
  it('gives each answer to who asked, whatever the order', async () => {
    const reader = startGuestListReader();
    const [first, second] = [reader.problems(0, 1), reader.problems(1, 1)];
    const end = WorkerEnd.last;
    const problem = { line: 2, severity: 'error', message: 'x' } as const;
    end.reply({ request: 2, kind: 'answer', answer: [problem] });
    end.reply({ request: 1, kind: 'answer', answer: [] });
    expect(await Promise.all([first, second])).toEqual([[], [problem]]);
    expect(end.asked).toMatchObject([{ ask: { from: 0, count: 1 } }, { ask: { from: 1, count: 1 } }]);
  });

  it('passes progress on until the answer', async () => {
    const reader = startGuestListReader();
    const seen: number[] = [];
    const reading = reader.read(file, { timeZone: 'UTC' }, ({ doneBytes }) => void seen.push(doneBytes));
    for (const doneBytes of [1, 2]) {
      WorkerEnd.last.reply({ request: 1, kind: 'progress', progress: { doneBytes, totalBytes: 2 } });
    }
    WorkerEnd.last.reply({ request: 1, kind: 'answer', answer: refused });
    expect(await reading).toEqual(refused);
    expect(seen).toEqual([1, 2]);
  });

  it('moves the guest list over instead of copying it', () => {
    const bytes = new Uint8Array([1, 2, 3]);
    void startGuestListReader().match([bytes], listId('main'));
    expect(WorkerEnd.last.moved).toEqual([[bytes.buffer]]);
  });

  it('rejects what the worker could not do', async () => {
    const asked = startGuestListReader().problems(0, 1);
    WorkerEnd.last.reply({ request: 1, kind: 'failed', reason: 'No guest list has been read' });
    await expect(asked).rejects.toThrow('No guest list has been read');
  });

  it('ends the worker when it is stopped, and rejects what is asked and what will be', async () => {
    const reader = startGuestListReader();
    const asked = reader.problems(0, 1);
    reader.stop();
    expect(WorkerEnd.last.terminated).toBe(true);
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
    await expect(reader.problems(0, 1)).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('rejects everything when the worker dies', async () => {
    const reader = startGuestListReader();
    const asked = reader.problems(0, 1);
    WorkerEnd.last.dispatchEvent(Object.assign(new Event('error'), { message: 'out of memory' }));
    await expect(asked).rejects.toThrow('out of memory');
    await expect(reader.problems(0, 1)).rejects.toThrow('out of memory');
  });
});
