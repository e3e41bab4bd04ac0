import type { Refusal } from '../../shared/credit/quote.ts';
import { creditsText, numberText } from '../ui/number-text.ts';
import { dateAndTimeText } from '../ui/time-text.ts';
import { systemTimeZone } from '../ui/time-zones.ts';

/** Why something is not done for lack of credits, and what to do about it. */
export function refusalText(refusal: Refusal): string {
  const { type, need, have } = refusal;
  if (refusal.reason === 'limit') {
    const limit = creditsText(refusal.limit, type);
    const renews = dateAndTimeText(refusal.renewsAt, systemTimeZone());
    return `Your limit is ${limit} a period: this needs ${numberText(need)}, and ${numberText(have)} are left. It begins anew on ${renews}; an administrator can raise it.`;
  }
  const tooFew = `This needs ${creditsText(need, type)}, and there ${have === 1 ? 'is' : 'are'} ${numberText(have)}: ${numberText(need - have)} too few.`;
  const missing = [tooFew, ...elsewhereTexts(refusal)].join(' ');
  if (refusal.arrival === undefined) return `${missing} Buy some on the Credits screen.`;
  const { at, credits } = refusal.arrival;
  return `${missing} ${numberText(credits)} come in on ${dateAndTimeText(at, systemTimeZone())}; or buy some on the Credits screen.`;
}

/** Credits that are not gone, but not this laptop's to spend either. */
function elsewhereTexts({ have, free, heldElsewhere }: Extract<Refusal, { reason: 'credits' }>): readonly string[] {
  return [
    // Where this laptop spends what nobody holds, those are among what it has.
    ...(free > have ? [`${numberText(free)} that no laptop holds come as soon as the server can be reached.`] : []),
    ...(heldElsewhere > 0
      ? [`Another laptop holds ${numberText(heldElsewhere)}: they are free when it gives them back.`]
      : []),
  ];
}
