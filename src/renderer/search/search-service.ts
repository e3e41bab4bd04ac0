import type { Ticket } from '../../shared/ticket.ts';
import { unreachable } from '../../shared/unreachable.ts';
import { unpackSegment } from '../ledger/segment.ts';
import { addEvent, type Elsewhere, eventOf, type EventCodes, noteCodes } from './elsewhere.ts';
import { findTickets } from './find-tickets.ts';
import { addTickets, buildIndex, finishIndex, growIndex, type SearchIndex } from './search-index.ts';
import type {
  OtherEvent,
  PackedSegment,
  SearchAnswer,
  SearchQuestion,
  SearchReply,
  SearchRequest,
} from './search-protocol.ts';

/** Answers one request. Never rejects: what goes wrong is an answer too. */
export type SearchService = (request: SearchRequest) => Promise<SearchReply>;

/**
 * What the search worker does, without the worker. A search asked while a list is being read waits for that list;
 * nothing is found before the first one.
 */
export function startSearchService(): SearchService {
  let index: Promise<SearchIndex> = Promise.resolve(buildIndex([]));
  let elsewhere: Promise<Elsewhere> = Promise.resolve(new Map());

  async function answer(question: SearchQuestion): Promise<SearchAnswer> {
    switch (question.kind) {
      case 'load':
        index = readIndex(question.segments);
        return { kind: 'loaded', tickets: (await index).guests.length };
      case 'loadElsewhere':
        elsewhere = readElsewhere(question.events);
        return { kind: 'loaded', tickets: (await elsewhere).size };
      case 'find':
        return { kind: 'found', found: findTickets(await index, question.text, question.limit) };
      case 'findElsewhere':
        return { kind: 'foundElsewhere', eventName: eventOf(await elsewhere, question.keys) };
      default:
        return unreachable(question);
    }
  }

  return async ({ request, ...question }) => {
    try {
      return { request, ...(await answer(question)) };
    } catch (error) {
      return { request, kind: 'failed', reason: `The search failed: ${String(error)}` };
    }
  };
}

async function readIndex(segments: readonly PackedSegment[]): Promise<SearchIndex> {
  const growing = growIndex();
  for await (const tickets of unpackInTurn(segments)) addTickets(growing, tickets);
  return finishIndex(growing);
}

async function readElsewhere(events: readonly OtherEvent[]): Promise<Elsewhere> {
  const elsewhere = new Map<string, string>();
  for (const { name, segments } of events) {
    const codes: EventCodes = new Map();
    for await (const tickets of unpackInTurn(segments)) noteCodes(codes, tickets);
    addEvent(elsewhere, name, codes);
  }
  return elsewhere;
}

/** Unpacking is mostly waiting, so some wait together; all at once would fill the memory with tickets. */
const unpackedTogether = 10;

async function* unpackInTurn(segments: readonly PackedSegment[]): AsyncGenerator<readonly Ticket[]> {
  for (let from = 0; from < segments.length; from += unpackedTogether) {
    yield* await Promise.all(segments.slice(from, from + unpackedTogether).map(unpackSegment));
  }
}
