import * as v from 'valibot';
import { deviceIdSchema, entryIdSchema, operationIdSchema } from '../ids.ts';
import { instantSchema } from '../ticket.ts';
import type { Account } from './account.ts';
import { accountLotSchema } from './lot.ts';

const integer = v.pipe(v.number(), v.safeInteger());
const periodSchema = v.object({ index: integer, startsAt: instantSchema, endsAt: instantSchema });

const holdingSchema = v.object({
  type: v.string(),
  balance: integer,
  granted: integer,
  spent: integer,
  refunded: integer,
  expired: integer,
  debt: integer,
  burning: v.array(entryIdSchema),
  /** Absent, like `writtenOff`, in accounts of versions that knew no leases. */
  leased: v.optional(v.record(deviceIdSchema, v.array(entryIdSchema)), {}),
  usage: v.optional(
    v.object({ period: periodSchema, spent: integer, byMember: v.array(v.tuple([v.string(), integer])) }),
  ),
  armed: v.array(v.string()),
  negativeSince: v.optional(v.object({ at: instantSchema, operation: operationIdSchema })),
});

const heldLotSchema = v.object({
  lot: accountLotSchema,
  left: integer,
  repaid: integer,
  writtenOff: v.optional(integer, 0),
  ended: v.exactOptional(v.picklist(['returned', 'written-off'])),
});

const scheduleSchema = v.object({ type: v.string(), anchorAt: instantSchema, every: v.picklist(['month', 'year']) });

const contractSchema = v.object({
  policies: v.array(v.string()),
  sinceAt: v.optional(instantSchema),
  timeZone: v.string(),
  plans: v.record(
    v.string(),
    v.object({ plan: v.string(), schedule: v.optional(scheduleSchema), nextPeriod: integer }),
  ),
  members: v.record(v.string(), v.record(v.string(), integer)),
  billingContact: v.optional(v.string()),
});

const noticeSchema = v.object({
  id: entryIdSchema,
  type: v.string(),
  rule: v.string(),
  words: v.string(),
  balance: integer,
  at: instantSchema,
  operation: operationIdSchema,
});

/** An account at one moment, as it can be stored: JSON values only. */
const accountSnapshotSchema = v.object({
  holdings: v.array(holdingSchema),
  lots: v.array(heldLotSchema),
  contract: contractSchema,
  notices: v.array(noticeSchema),
  clock: instantSchema,
});
export type AccountSnapshot = v.InferOutput<typeof accountSnapshotSchema>;

/** The account as it is now. With the entries after it, it gives the same account as all entries from the start. */
export function takeSnapshot({ holdings, lots, contract, notices, clock }: Account): AccountSnapshot {
  const plain = {
    holdings: [...holdings.values()].map((holding) => ({
      ...holding,
      usage: holding.usage && { ...holding.usage, byMember: [...holding.usage.byMember] },
    })),
    lots: [...lots.values()],
    contract,
    notices,
    clock,
  };
  return v.parse(accountSnapshotSchema, JSON.parse(JSON.stringify(plain)));
}

/** The account that a snapshot was taken of. Throws for what is none. */
export function restoreAccount(snapshot: unknown): Account {
  const { holdings, lots, contract, notices, clock } = v.parse(accountSnapshotSchema, snapshot);
  return {
    holdings: new Map(
      holdings.map(({ usage, negativeSince, ...holding }) => [
        holding.type,
        { ...holding, negativeSince, usage: usage && { ...usage, byMember: new Map(usage.byMember) } },
      ]),
    ),
    lots: new Map(lots.map((held) => [held.lot.id, held])),
    contract: {
      ...contract,
      sinceAt: contract.sinceAt,
      billingContact: contract.billingContact,
      plans: plansOf(contract),
    },
    notices,
    clock,
    nextDueAt: undefined,
  };
}

function plansOf({ plans }: AccountSnapshot['contract']): Account['contract']['plans'] {
  return Object.fromEntries(
    Object.entries(plans).map(([policy, { plan, schedule, nextPeriod }]) => [policy, { plan, schedule, nextPeriod }]),
  );
}
