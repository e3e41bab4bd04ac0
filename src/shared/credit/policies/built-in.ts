import { openPolicies } from '../ledger.ts';
import type { Policy } from '../policy.ts';
import { artsvpInvites, artsvpPortals } from './artsvp.ts';
import { guestManager } from './guest-manager.ts';
import { instantInvoice } from './instant-invoice.ts';
import { zaplify } from './zaplify.ts';

/** The policies that an organisation can choose from; the first is the one it starts with. */
export const builtInPolicies: readonly Policy[] = [guestManager, artsvpInvites, artsvpPortals, instantInvoice, zaplify];

export const policies = openPolicies(builtInPolicies);
