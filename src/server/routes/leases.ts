import * as v from 'valibot';
import { freeCredits, heldElsewhere, leasesOf, leaseText, sliceLease } from '../../shared/credit/lease.ts';
import type { CreditLedger } from '../../shared/credit/ledger.ts';
import { deviceIdSchema, leaseIdSchema, operationIdSchema } from '../../shared/ids.ts';
import type { OperationOf } from '../../shared/operation.ts';
import type { Slice } from '../../shared/operations/lease.ts';
import { type leaseRequestSchema, routes } from '../../shared/wire.ts';
import { answerEnrolled } from '../answer.ts';
import { makeId } from '../new-id.ts';
import { refuse } from '../refusal.ts';
import type { ServerApp } from '../server-app.ts';
import type { Service } from '../service.ts';
import { signText } from '../signing.ts';
import type { EnrolledSender } from '../store/devices.ts';
import { readSeed } from '../store/organisations.ts';
import { recordByServer } from '../store/push.ts';

type TakeLease = OperationOf<'takeLease'>;

/** How long a laptop may be away before what it holds is no longer its own. */
const leaseMs = 7 * 24 * 3_600_000;

/** Sets credits aside that a laptop may spend without asking, or more of them than it has already. */
export function serveLeases(app: ServerApp, service: Service): void {
  const { database, now, leases } = service;
  answerEnrolled(app, service, routes.lease, {}, async (sender, request) => {
    if (leases === 'elsewhere') return refuse('leases-elsewhere');
    const { organisation, device } = sender;
    const seed = await readSeed(database, organisation);
    const at = now();
    let taken: TakeLease | undefined;
    let shortage = { free: 0, held: 0 };
    const head = await recordByServer(
      database,
      organisation,
      (ledger) => {
        taken = takeLease(ledger, { sender, request, seed, at, service });
        const { type } = request;
        shortage = { free: freeCredits(ledger, type, at), held: heldElsewhere(ledger, type, device, at) };
        return taken;
      },
      at,
    );
    if (taken === undefined || head === undefined) return refuse('no-credits', shortage);
    const { lease, notAfterAt } = taken;
    return { head, lease, credits: creditsOf(taken), notAfterAt };
  });
}

interface Asking {
  readonly sender: EnrolledSender;
  readonly request: v.InferOutput<typeof leaseRequestSchema>;
  readonly seed: string;
  /** UTC milliseconds. */
  readonly at: number;
  readonly service: Pick<Service, 'random'>;
}

function takeLease(ledger: CreditLedger, { sender, request, seed, at, service }: Asking): TakeLease | undefined {
  const { organisation, device: holder, name } = sender;
  const { type, wanted, need } = request;
  const slices = sliceLease(ledger, type, wanted, at);
  if (creditsOf({ slices }) < need) return undefined;
  const open = leasesOf(ledger).find((each) => each.holder === holder && each.type === type && each.state === 'open');
  const lease = open?.lease ?? v.parse(leaseIdSchema, makeId(service.random, at));
  const id = v.parse(operationIdSchema, makeId(service.random, at));
  const terms = { id, lease, holder, type, slices: [...slices], notAfterAt: at + leaseMs };
  return {
    kind: 'takeLease',
    // The server has no laptop's name: it records under the organisation's.
    at: { ms: at, n: 0, device: v.parse(deviceIdSchema, organisation) },
    wallAt: at,
    actor: name,
    ...terms,
    signature: signText(seed, leaseText(organisation, terms)),
  };
}

function creditsOf({ slices }: { readonly slices: readonly Slice[] }): number {
  return slices.reduce((sum, { credits }) => sum + credits, 0);
}
