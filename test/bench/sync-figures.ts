import { gzipSync } from 'node:zlib';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashSchema } from '../../src/shared/ids.ts';
import { formatEnrolLink } from '../../src/shared/enrol-link.ts';
import type { OperationIntent } from '../../src/shared/operation.ts';
import { codeReplySchema } from '../../src/shared/wire.ts';
import * as v from 'valibot';
import { aList, aTicket, eventId, ticketId } from '../builders/facts.ts';
import { startUnreliableProxy } from '../faults/unreliable-proxy.ts';
import { startServerProcess } from '../server/server-process.ts';
import type { Bench } from './bench-page.ts';
import { figure, type Figure } from './figure.ts';
import { spreadOf } from './percentiles.ts';
import { foundOrganisation, type PushClient } from '../server/push-client.ts';
import type { LaunchedApp } from '../../scripts/launch.ts';

const guests = 100_000;
const perSegment = 1_000;
const remoteOperations = 10_000;
const gala = { id: eventId('bench'), name: 'Bench', timeZone: 'Europe/Madrid', firstList: aList() };
const scansAtRest = 600;
const pauseMs = 5;

/** The page's own object: only code that Playwright runs in the page may name it. */
declare const bench: Bench;

/** What a laptop takes to get a list of 100,000 guests, and what a scan takes while 10,000 operations come in. */
export async function measureJoining(
  { window }: Pick<LaunchedApp, 'window'>,
  workingSetMB: () => Promise<number>,
): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'admit-bench-server-'));
  const server = await startServerProcess({ folder });
  const line = await startUnreliableProxy(server.port, () => 1);
  try {
    const owner = await foundOrganisation(server);
    const bytes = await bringGuestList(owner);
    const link = formatEnrolLink({ server: line.address, code: await makeCode(server.address, owner) });
    const before = await workingSetMB();
    let peak = before;
    const watching = setInterval(() => void workingSetMB().then((now) => (peak = Math.max(peak, now))), 250);
    const joinMs = await window.evaluate(async (ask) => bench.join(ask.link, ask.event), { link, event: gala.id });
    clearInterval(watching);
    peak = Math.max(peak, await workingSetMB());
    const atRest = await scanAtRest(window, 0);

    line.goDown();
    const door = await owner.invite();
    await door.push(door.operations(checkIns(guests / 2, remoteOperations)));
    line.comeBack();
    const { samples, syncMs } = await window.evaluate(
      async (ask) => bench.scanDuringSync(ask.codes, ask.pauseMs, ask.rows),
      {
        codes: codesFrom(20_000, 5_000),
        pauseMs,
        rows: remoteOperations,
      },
    );
    console.error(
      `A list of ${String(guests)} guests is ${(bytes / 1_000_000).toFixed(1)} MB; ${String(samples.length)} scans while ${String(remoteOperations)} operations came in within ${String(Math.round(syncMs))} ms.`,
    );
    return [
      figure('snapshot-100k', joinMs, 'ms', { name: 'limit-10-s', value: 10_000 }, 1),
      figure('snapshot-100k-size', bytes / 1_000_000, 'MB', { name: 'limit-20-mb', value: 20 }, 1),
      figure('snapshot-100k-peak-memory', peak - before, 'MB', { name: 'limit-300-mb', value: 300 }, 1),
      figure(
        'scan-during-sync-p50',
        spreadOf(samples).p50,
        'ms',
        { name: 'scan-at-rest-p50', value: spreadOf(atRest).p50 },
        1.3,
      ),
      figure(
        'scan-during-sync-p99',
        spreadOf(samples).p99,
        'ms',
        { name: 'scan-at-rest-p99', value: spreadOf(atRest).p99 },
        1.3,
      ),
    ];
  } finally {
    await line.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function scanAtRest(window: LaunchedApp['window'], from: number): Promise<readonly number[]> {
  const codes = codesFrom(from, scansAtRest);
  return window.evaluate(async (ask) => bench.scanOnly(ask.codes, ask.pauseMs), { codes, pauseMs });
}

function codeOf(number: number): string {
  return `G-${String(number).padStart(6, '0')}`;
}

function codesFrom(from: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => codeOf(from + index));
}

/** The event with its guest list, as an owner's laptop brings it to the server. Returns the list's size in bytes. */
async function bringGuestList(owner: PushClient): Promise<number> {
  const issued: { hash: v.InferOutput<typeof hashSchema>; tickets: number }[] = [];
  let size = 0;
  for (let from = 0; from < guests; from += perSegment) {
    const tickets = codesFrom(from, perSegment).map((code, index) =>
      aTicket({
        code,
        orderCode: `O-${code}`,
        name: `Guest ${String(from + index)} of the Gala`,
        email: `${code}@example.com`,
      }),
    );
    const bytes = Uint8Array.from(gzipSync(JSON.stringify(tickets)));
    const hash = v.parse(hashSchema, createHash('sha256').update(bytes).digest('hex'));
    await owner.putSegment(hash, bytes);
    issued.push({ hash, tickets: tickets.length });
    size += bytes.length;
  }
  await owner.push(
    owner.operations([
      { kind: 'choosePolicy', policies: ['guest-manager'], timeZone: gala.timeZone },
      { kind: 'createEvent', event: gala },
      {
        kind: 'importTickets',
        eventId: gala.id,
        listId: gala.firstList.id,
        fileName: 'guests.csv',
        system: 'Bench',
        issued,
        changed: [],
        free: guests,
        paid: 0,
      },
    ]),
  );
  return size;
}

function checkIns(from: number, count: number): readonly OperationIntent[] {
  return codesFrom(from, count).map((code) => ({
    kind: 'checkIn',
    eventId: gala.id,
    listId: gala.firstList.id,
    gate: 'Gate B',
    ticketId: ticketId(code),
    fee: 'none',
    reentry: 'once',
  }));
}

async function makeCode(address: string, { token }: PushClient): Promise<string> {
  const answer = await fetch(`${address}/v1/codes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ name: 'Bench laptop', role: 'door', events: null, minutes: 60 }),
  });
  return v.parse(codeReplySchema, await answer.json()).code;
}
