import * as v from 'valibot';
import { organisationIdSchema } from '../../shared/ids.ts';
import { instantSchema } from '../../shared/ticket.ts';
import { answerAnybody } from '../answer.ts';
import { createOrganisation, organisationNameSchema } from '../create-organisation.ts';
import { refuse } from '../refusal.ts';
import { isSameSecret, readBearer } from '../secret.ts';
import { addressOf, type ServerApp } from '../server-app.ts';
import type { Service } from '../service.ts';

/** For whoever runs the server, with the operator's key in place of a token. */
export const createOrganisationRoute = {
  method: 'POST',
  path: '/v1/organisations',
  request: v.object({ name: organisationNameSchema }),
  reply: v.object({
    serverAt: instantSchema,
    organisation: v.object({ id: organisationIdSchema, name: v.string() }),
    code: v.string(),
    expiresAt: instantSchema,
  }),
} as const;

export function serveOrganisations(app: ServerApp, service: Service): void {
  const { operatorKey, wrongCodes } = service;
  if (operatorKey === undefined) return;
  answerAnybody(app, service, createOrganisationRoute, async ({ name }, context) => {
    const address = addressOf(context, service);
    const retryAfterSeconds = await wrongCodes.take(address);
    if (retryAfterSeconds !== undefined) return refuse('rate-limited', { retryAfterSeconds });
    if (!isSameSecret(readBearer(context.req.header('authorization')) ?? '', operatorKey))
      return refuse('unauthorised');
    await wrongCodes.giveBack(address);
    return createOrganisation(service, name);
  });
}
