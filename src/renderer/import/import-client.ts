import type { GuestListReader, ImportCall, ImportCalls, ImportReply, ReadProgress } from './import-protocol.ts';

interface Waiting {
  readonly resolve: (answer: ImportCalls[ImportCall]['answer']) => void;
  readonly reject: (reason: Error) => void;
  readonly onProgress: ((progress: ReadProgress) => void) | undefined;
}

/** Starts a worker that reads guest lists. Stopping ends it at once, whatever it is doing. */
export function startGuestListReader(): GuestListReader {
  const worker = new Worker(new URL('./import-worker.ts', import.meta.url), { type: 'module', name: 'import' });
  const waiting = new Map<number, Waiting>();
  let ended: Error | undefined;
  let requests = 0;

  function end(reason: Error): void {
    ended ??= reason;
    worker.terminate();
    for (const { reject } of waiting.values()) reject(reason);
    waiting.clear();
  }

  worker.addEventListener('message', ({ data }: MessageEvent<ImportReply>) => {
    const asked = waiting.get(data.request);
    if (asked === undefined) return;
    if (data.kind === 'progress') {
      asked.onProgress?.(data.progress);
      return;
    }
    waiting.delete(data.request);
    if (data.kind === 'answer') asked.resolve(data.answer);
    else asked.reject(new Error(data.reason));
  });
  worker.addEventListener('error', ({ message }) => end(new Error(`The import worker ended: ${message}`)));

  async function call<C extends ImportCall>(
    name: C,
    ask: ImportCalls[C]['ask'],
    onProgress?: (progress: ReadProgress) => void,
    transfer: Transferable[] = [],
  ): Promise<ImportCalls[C]['answer']> {
    if (ended !== undefined) throw ended;
    requests += 1;
    const request = requests;
    return new Promise<ImportCalls[ImportCall]['answer']>((resolve, reject) => {
      waiting.set(request, { resolve, reject, onProgress });
      worker.postMessage({ request, call: name, ask }, transfer);
    });
  }

  return {
    read: async (file, options, onProgress) => call('read', { file, options }, onProgress),
    match: async (guestList, arrivedOn) =>
      call(
        'match',
        { guestList, arrivedOn },
        undefined,
        guestList.map(({ buffer }) => buffer),
      ),
    problems: async (from, count) => call('problems', { from, count }),
    problemFile: async () => call('problemFile', {}),
    segment: async (part, index) => call('segment', { part, index }),
    stop: () => end(new DOMException('The import was stopped', 'AbortError')),
  };
}
