import * as v from 'valibot';
import { eventIdSchema, ticketIdSchema } from '../ids.ts';
import { atLeastOne, count, label, operationBase } from './base.ts';

const ofEvent = { ...operationBase, eventId: eventIdSchema };

/** Tickets of one order: sold, given away, or brought to free by a discount (GM-1, GM-14). */
const issueTicketsSchema = v.object({
  ...ofEvent,
  kind: v.literal('issueTickets'),
  orderCode: label,
  /** How many carry no per-ticket fee, and how many do. */
  free: count,
  paid: count,
});

/** One message to many (GM-3). */
const sendEmailSchema = v.object({
  ...ofEvent,
  kind: v.literal('sendEmail'),
  purpose: v.picklist(['ticket', 'campaign']),
  recipients: atLeastOne,
});

/** A reprint is a print (GM-4). */
const printBadgeSchema = v.object({ ...ofEvent, kind: v.literal('printBadge'), ticketId: ticketIdSchema });

/** Personalised invite links (AI-1 to AI-5). */
const createInvitesSchema = v.object({
  ...ofEvent,
  kind: v.literal('createInvites'),
  via: v.picklist(['single', 'list', 'api', 'portal']),
  /** The portal from whose allocation they are. */
  portal: v.optional(label),
  count: atLeastOne,
});

/** A page for an exhibitor, sponsor or partner (AP-1). */
const createPortalSchema = v.object({ ...ofEvent, kind: v.literal('createPortal'), portal: label });

/** How many invites a portal may generate (AI-5). */
const allocateInvitesSchema = v.object({
  ...ofEvent,
  kind: v.literal('allocateInvites'),
  portal: label,
  invites: count,
});

/** The portal's owner opens it and gives an email address; the first time assigns it (AP-2). */
const assignPortalSchema = v.object({ ...ofEvent, kind: v.literal('assignPortal'), portal: label });

const createInvoiceSchema = v.object({ ...ofEvent, kind: v.literal('createInvoice'), invoice: label });

const downloadInvoiceSchema = v.object({
  ...ofEvent,
  kind: v.literal('downloadInvoice'),
  invoice: label,
  /** Whether the PDF was asked for without the watermark (II-4). */
  withoutWatermark: v.boolean(),
});

const emailInvoiceSchema = v.object({
  ...ofEvent,
  kind: v.literal('emailInvoice'),
  invoice: label,
  /** Two recipients are two emails (II-5). */
  recipients: atLeastOne,
});

const enablePaymentButtonSchema = v.object({ ...ofEvent, kind: v.literal('enablePaymentButton'), invoice: label });

/** An exhibitor sees a lead's contact details (ZP-1), or moves a colleague's lead to a list of their own (ZP-2). */
const unlockLeadSchema = v.object({ ...ofEvent, kind: v.literal('unlockLead'), lead: label });

/** One's own leads; they are not enriched (ZP-3). */
const uploadLeadsSchema = v.object({ ...ofEvent, kind: v.literal('uploadLeads'), count: atLeastOne });

/** Connection requests and emails to leads (ZP-3). */
const contactLeadsSchema = v.object({
  ...ofEvent,
  kind: v.literal('contactLeads'),
  by: v.picklist(['connection-request', 'email']),
  count: atLeastOne,
});

/** What people do away from the door that a policy may charge for. */
export const meteredOperationSchemas = [
  issueTicketsSchema,
  sendEmailSchema,
  printBadgeSchema,
  createInvitesSchema,
  createPortalSchema,
  allocateInvitesSchema,
  assignPortalSchema,
  createInvoiceSchema,
  downloadInvoiceSchema,
  emailInvoiceSchema,
  enablePaymentButtonSchema,
  unlockLeadSchema,
  uploadLeadsSchema,
  contactLeadsSchema,
] as const;
