import { describe, expect, it } from 'vitest';
import { aTicket, ticketId } from '../../../test/builders/facts.ts';
import type { Ticket } from '../../shared/ticket.ts';
import { packSegment } from '../ledger/segment.ts';
import type { OtherEvent, PackedSegment, SearchAnswer, SearchQuestion } from './search-protocol.ts';
import { startSearchService } from './search-service.ts';

async function packed(...tickets: readonly Ticket[]): Promise<PackedSegment> {
  return (await packSegment(tickets)).bytes;
}

function guest(id: string, name: string, code = `CODE-${id}`): Ticket {
  return aTicket({ id: ticketId(id), name, code });
}

async function otherEvent(name: string, ...tickets: readonly Ticket[]): Promise<OtherEvent> {
  return { name, segments: [await packed(...tickets)] };
}

/** A service and a way to ask it; requests are numbered. */
function aService() {
  const serve = startSearchService();
  let request = 0;
  return async (question: SearchQuestion): Promise<SearchAnswer> => {
    request += 1;
    const { request: _request, ...answer } = await serve({ ...question, request });
    return answer;
  };
}

const find = (text: string): SearchQuestion => ({ kind: 'find', text, limit: 50 });
const found = (...ids: readonly string[]): SearchAnswer => ({
  kind: 'found',
  found: { tickets: ids.map(ticketId), total: ids.length },
});
const broken = new Uint8Array([1, 2, 3]);

describe('the search service', () => {
  it('finds nobody before a list is loaded', async () => {
    const ask = aService();
    expect(await ask(find('ana'))).toEqual(found());
    expect(await ask({ kind: 'findElsewhere', keys: ['x'] })).toEqual({ kind: 'foundElsewhere', eventName: undefined });
  });

  it('answers a request under its number', async () => {
    expect(await startSearchService()({ ...find('ana'), request: 7 })).toMatchObject({ request: 7, kind: 'found' });
  });

  it('loads segments; later ones replace earlier tickets of the same id', async () => {
    const ask = aService();
    const segments = [
      await packed(guest('1', 'Ana Ruiz'), guest('2', 'Ben Okafor')),
      await packed(guest('1', 'Ana Lovelace'), guest('3', 'Chloé Martin')),
    ];
    expect(await ask({ kind: 'load', segments })).toEqual({ kind: 'loaded', tickets: 3 });
    expect(await ask(find('lovelace'))).toEqual(found('1'));
    expect(await ask(find('ruiz'))).toEqual(found());
    expect(await ask(find('chloe'))).toEqual(found('3'));
  });

  it('forgets the list before', async () => {
    const ask = aService();
    await ask({ kind: 'load', segments: [await packed(guest('1', 'Ana Ruiz'))] });
    await ask({ kind: 'load', segments: [await packed(guest('2', 'Ben Okafor'))] });
    expect(await ask(find('ana'))).toEqual(found());
    expect(await ask(find('ben'))).toEqual(found('2'));
  });

  it('answers a search asked while a list is being read from that list', async () => {
    const ask = aService();
    const segments = [await packed(guest('1', 'Ana Ruiz'))];
    const [, answer] = await Promise.all([ask({ kind: 'load', segments }), ask(find('ana'))]);
    expect(answer).toEqual(found('1'));
  });

  it('says so when a list cannot be read, until one can', async () => {
    const ask = aService();
    await ask({ kind: 'load', segments: [await packed(guest('1', 'Ana Ruiz'))] });
    expect(await ask({ kind: 'load', segments: [broken] })).toMatchObject({ kind: 'failed' });
    expect(await ask(find('ana'))).toMatchObject({ kind: 'failed' });
    await ask({ kind: 'load', segments: [await packed(guest('2', 'Ben Okafor'))] });
    expect(await ask(find('ben'))).toEqual(found('2'));
  });
});

const fromElsewhere = (eventName: string | undefined): SearchAnswer => ({ kind: 'foundElsewhere', eventName });

/** A service that knows two other events. */
async function serviceWithEvents() {
  const ask = aService();
  const gala = await otherEvent('Gala', guest('1', 'Ana Ruiz', 'GALA-1'), guest('2', 'Ben Okafor', 'shared'));
  const fair = await otherEvent('Fair', guest('1', 'Ana Ruiz', 'Fair-1'), guest('2', 'Cleo Martin', 'SHARED'));
  const changed = await packed(guest('1', 'Ana Ruiz', 'FAIR-NEW'));
  const events = [gala, { ...fair, segments: [...fair.segments, changed] }];
  expect(await ask({ kind: 'loadElsewhere', events })).toMatchObject({ kind: 'loaded' });
  return ask;
}

describe('a code of another event', () => {
  it.each([
    ['names its event, whatever the case', ['gala-1'], 'Gala'],
    ['is looked up best key first', ['unknown', 'fair-new', 'gala-1'], 'Fair'],
    ['that two events have names the first', ['shared'], 'Gala'],
    ['that was replaced names none', ['fair-1'], undefined],
    ['that nobody has names none', ['nobody'], undefined],
    ['without a key names none', [], undefined],
  ])('%s', async (_, keys, eventName) => {
    const ask = await serviceWithEvents();
    expect(await ask({ kind: 'findElsewhere', keys })).toEqual(fromElsewhere(eventName));
  });

  it('is forgotten with the next lists', async () => {
    const ask = await serviceWithEvents();
    await ask({ kind: 'loadElsewhere', events: [await otherEvent('Ball', guest('1', 'Ana Ruiz', 'BALL-1'))] });
    expect(await ask({ kind: 'findElsewhere', keys: ['gala-1'] })).toEqual(fromElsewhere(undefined));
    expect(await ask({ kind: 'findElsewhere', keys: ['ball-1'] })).toEqual(fromElsewhere('Ball'));
  });

  it('does not concern the search for guests', async () => {
    const ask = await serviceWithEvents();
    expect(await ask(find('ana'))).toEqual(found());
  });
});
