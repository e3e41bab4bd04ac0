import type { DeviceId, EntryId } from '../ids.ts';
import { type Account, type HeldLot, type Holding, holdingOf } from './account.ts';
import type { Draw } from './entry.ts';
import type { Intent } from './intent.ts';
import { isUsable } from './lot.ts';
import type { CreditTypeRule } from './policy.ts';

/**
 * Which lots an action may draw from, on a credit type that is refused at zero. `held`: only what its laptop holds.
 * `own`: that too, if the laptop has ever held any, else what nobody holds. `late`: besides, what the laptop has held for
 * too long, and at last what nobody holds, because what has happened is not refused.
 */
export type Reach = 'held' | 'own' | 'late';

/** What an amount takes from which lots. */
export interface Drawn {
  readonly draws: readonly Draw[];
  /** What of it is found again of credits that were written off. */
  readonly revived: readonly Draw[];
  /** What no lot covers. */
  readonly debt: number;
  readonly terms: ReadonlySet<string>;
}

interface Drawing {
  readonly draws: Draw[];
  readonly revived: Draw[];
  readonly terms: Set<string>;
  missing: number;
}

type Asked = Pick<Intent, 'action' | 'at' | 'device'>;

/** What an amount takes from which lots, in burn order; the rest is debt (GM-9). Nothing is posted. */
export function draw(account: Account, type: CreditTypeRule, asked: Asked, credits: number, reach: Reach): Drawn {
  const drawing: Drawing = { draws: [], revived: [], terms: new Set(), missing: credits };
  if (credits > 0) drawFrom(account, type, asked, reach, drawing);
  const { draws, revived, terms, missing: debt } = drawing;
  return { draws, revived, debt, terms };
}

function drawFrom(account: Account, type: CreditTypeRule, asked: Asked, reach: Reach, drawing: Drawing): void {
  const holding = holdingOf(account, type.id);
  const own = type.atZero === 'negative' ? undefined : ownLots(holding, asked.device, reach);
  if (own !== undefined) take(account, own, asked, drawing, isInTime);
  if (own !== undefined && reach === 'late') take(account, own, asked, drawing, isLate);
  if (own === undefined || reach === 'late') take(account, holding.burning, asked, drawing, isAny);
}

/** What the laptop draws from instead of what nobody holds, if it does. */
function ownLots(
  { burning, leased }: Holding,
  device: DeviceId | undefined,
  reach: Reach,
): readonly EntryId[] | undefined {
  if (device === undefined) return [burning, ...Object.values(leased)].flat();
  return leased[device] ?? (reach === 'held' ? [] : undefined);
}

type LotTest = (held: HeldLot, at: number) => boolean;

const isAny: LotTest = () => true;
const isLate: LotTest = (held, at) => !isInTime(held, at);

function isInTime({ lot: { held } }: HeldLot, at: number): boolean {
  return held === undefined || at < held.notAfterAt;
}

function take(
  { lots }: Account,
  ids: readonly EntryId[],
  { action, at, device }: Asked,
  drawing: Drawing,
  mayDraw: LotTest,
): void {
  for (const id of ids) {
    if (drawing.missing === 0) return;
    const held = lots.get(id);
    if (held === undefined || !isUsable(held.lot, action, at) || !mayDraw(held, at)) continue;
    const { lot, left } = held;
    // What was lost is found again by the laptop that lost it, and by nobody else.
    const taken = Math.min(drawing.missing, device === undefined ? left : left + held.writtenOff);
    if (taken === 0) continue;
    drawing.draws.push({ lot: id, credits: taken });
    if (taken > left) drawing.revived.push({ lot: id, credits: taken - left });
    for (const term of lot.terms ?? []) drawing.terms.add(term);
    drawing.missing -= taken;
  }
}

/** Credits that such an action may use. */
export function usableCredits(account: Account, type: CreditTypeRule, asked: Asked, reach: Reach): number {
  return sumOf(draw(account, type, asked, Infinity, reach).draws);
}

export function sumOf(draws: readonly Draw[]): number {
  return draws.reduce((sum, { credits }) => sum + credits, 0);
}
