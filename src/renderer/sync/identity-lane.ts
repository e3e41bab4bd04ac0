import * as v from 'valibot';
import { type Membership, membershipSchema } from '../../shared/wire.ts';
import type { Contact } from './contact.ts';
import type { Lane, LaneResult } from './lane.ts';
import type { SyncPage } from './sync-page.ts';
import type { Transport } from './transport.ts';

export interface Identity {
  readonly lane: Lane;
  readonly membership: () => Membership;
  /** Asks the server anew what this laptop is to it. */
  readonly lookAgain: () => void;
  /** The laptop was found to be a copy of another. */
  readonly cloned: () => void;
}

/** Keeps what the laptop is to the organisation up to date, and gives a copied laptop a name of its own. */
export function createIdentity(
  contact: Contact,
  { useToken }: Pick<Transport, 'useToken'>,
  page: Pick<SyncPage, 'device' | 'renewDevice' | 'keepMembership'>,
  first: Membership,
  onRenewed: () => void,
): Identity {
  let membership = first;
  let isDue = true;
  let isCloned = false;

  async function renew(): Promise<LaneResult | undefined> {
    if (isCloned) await page.renewDevice();
    isCloned = false;
    const device = await page.device();
    if (device === membership.device) return undefined;
    const answer = await contact.call('renewDevice', { device });
    if (answer.kind !== 'ok') return answer;
    useToken(answer.value.token);
    membership = v.parse(membershipSchema, answer.value);
    await page.keepMembership({ ...membership, token: answer.value.token });
    isDue = false;
    onRenewed();
    return 'worked';
  }

  async function learn(): Promise<LaneResult> {
    const answer = await contact.call('membership', undefined);
    if (answer.kind !== 'ok') return answer;
    const learned = v.parse(membershipSchema, answer.value);
    isDue = false;
    if (JSON.stringify(learned) !== JSON.stringify(membership)) {
      membership = learned;
      await page.keepMembership(membership);
    }
    return 'worked';
  }

  return {
    async lane() {
      if (!isDue) return 'idle';
      return (await renew()) ?? learn();
    },
    membership: () => membership,
    lookAgain() {
      isDue = true;
    },
    cloned() {
      isCloned = true;
      isDue = true;
    },
  };
}
