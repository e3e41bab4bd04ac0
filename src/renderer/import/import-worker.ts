import { unreachable } from '../../shared/unreachable.ts';
import type { ImportCall, ImportCalls, ImportReply, ImportRequest } from './import-protocol.ts';
import { openImportSession } from './import-session.ts';

const session = openImportSession(Date.now);

addEventListener('message', ({ data }: MessageEvent<ImportRequest>) => void serve(data));

async function serve(request: ImportRequest): Promise<void> {
  try {
    const answer = await answerTo(request);
    reply({ request: request.request, kind: 'answer', answer }, transferable(answer));
  } catch (error) {
    reply({ request: request.request, kind: 'failed', reason: String(error) });
  }
}

async function answerTo({ request, call, ask }: ImportRequest): Promise<ImportCalls[ImportCall]['answer']> {
  switch (call) {
    case 'read':
      return session.read(ask.file, ask.options, (progress) => reply({ request, kind: 'progress', progress }));
    case 'match':
      return session.match(ask.guestList, ask.arrivedOn);
    case 'problems':
      return session.problems(ask.from, ask.count);
    case 'problemFile':
      return session.problemFile();
    case 'segment':
      return session.segment(ask.part, ask.index);
    default:
      return unreachable(call);
  }
}

/** Packed guests move to the page; they are not copied. */
function transferable(answer: ImportCalls[ImportCall]['answer']): Transferable[] {
  return 'bytes' in answer && answer.bytes instanceof Uint8Array ? [answer.bytes.buffer] : [];
}

function reply(message: ImportReply, transfer: Transferable[] = []): void {
  postMessage(message, { transfer });
}
