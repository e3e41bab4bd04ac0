/** One server-sent event. */
export interface ServerSentEvent {
  readonly event: string;
  readonly data: string;
}

/** Events longer than this are none of ours; so much is never kept in memory. */
const longestEvent = 1_000_000;

/**
 * Reads server-sent events from pieces of text, however they are cut. Returns the events that a piece completes.
 * Throws for an event that does not end.
 */
export function createEventReader(): (piece: string) => readonly ServerSentEvent[] {
  let rest = '';
  return (piece) => {
    const blocks = (rest + piece).replaceAll('\r\n', '\n').split('\n\n');
    rest = blocks.pop() ?? '';
    if (rest.length > longestEvent) throw new Error('A server-sent event does not end');
    return blocks.map(readEvent).filter(({ data }) => data !== '');
  };
}

function readEvent(block: string): ServerSentEvent {
  let event = 'message';
  const data: string[] = [];
  for (const line of block.split('\n')) {
    const [, field, value] = /^(?<field>[a-z]+):? ?(?<value>.*)$/s.exec(line) ?? [];
    if (field === 'event') event = value ?? '';
    if (field === 'data') data.push(value ?? '');
  }
  return { event, data: data.join('\n') };
}
