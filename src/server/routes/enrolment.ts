import type { DeviceId } from '../../shared/ids.ts';
import { mayManageDevices, type Role } from '../../shared/role.ts';
import { type EnrolReply, type EnrolRequest, routes } from '../../shared/wire.ts';
import { answerAnybody, answerEnrolled } from '../answer.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { makeToken } from '../secret.ts';
import { addressOf, type ServerApp } from '../server-app.ts';
import type { Service } from '../service.ts';
import { type CodeGrant, findCode, useCode } from '../store/codes.ts';
import type { Queryable } from '../store/database.ts';
import {
  type EnrolledSender,
  findActive,
  findDevice,
  membershipOf,
  readTokenOwner,
  revokeDevice,
  writeDevice,
} from '../store/devices.ts';

type Enrolled = Omit<EnrolReply, 'serverAt'>;

/** How a laptop comes to belong to an organisation, what it is there, and how it leaves. */
export function serveEnrolment(app: ServerApp, service: Service): void {
  const { database, now, log, metrics, wrongCodes } = service;

  answerAnybody(app, service, routes.enrol, async (request, context) => {
    const address = addressOf(context, service);
    const retryAfterSeconds = await wrongCodes.take(address);
    if (retryAfterSeconds !== undefined) return refuse('rate-limited', { retryAfterSeconds });
    const enrolled = await database.transaction((transaction) => enrol(transaction, service, request));
    if (isRefusal(enrolled)) {
      metrics.wrongCodes.inc();
      log.warn({ request: context.get('requestId'), address, refused: enrolled.refused }, 'a laptop could not enrol');
      return enrolled;
    }
    await wrongCodes.giveBack(address);
    log.info({ organisation: enrolled.organisation.id, device: enrolled.device, role: enrolled.role }, 'enrolled');
    return enrolled;
  });

  answerEnrolled(app, service, routes.membership, {}, async (sender) => membershipOf(sender));

  answerEnrolled(app, service, routes.renewDevice, {}, (sender, { device }) => renew(service, sender, device));

  answerEnrolled(app, service, routes.signOut, {}, async ({ organisation, device }) => {
    await database.transaction((transaction) =>
      revokeDevice(transaction, organisation, device, { now: now(), wipe: false }),
    );
    return {};
  });
}

/** The code is used up only when it has enrolled somebody. */
async function enrol(
  transaction: Queryable,
  { now, random }: Service,
  request: EnrolRequest,
): Promise<Enrolled | Refusal> {
  const at = now();
  const grant = await findCode(transaction, request.code, at);
  if (grant === undefined) return refuse('wrong-code');
  const { organisation, role, events } = grant;
  const known = await findDevice(transaction, organisation, request.device);
  if (known?.isActive === true && known.role !== role && isMighty(known.role)) return refuse('still-enrolled');
  await useCode(transaction, request.code, at);
  const token = makeToken(organisation, random);
  await writeDevice(transaction, {
    organisation,
    device: request.device,
    name: request.name ?? grant.name,
    role,
    events,
    former: await ownFormerNames(transaction, grant, request, known?.former ?? []),
    token,
    enrolledAt: at,
  });
  return { ...(await readMembership(transaction, organisation, token)), token };
}

/** A laptop comes again under its name, for another role or because its token was lost; nobody takes such a one's place. */
function isMighty(role: Role): boolean {
  return mayManageDevices(role) || role === 'hub';
}

/** What other laptops are called now is nobody's former name: an organiser brings in what was recorded under it. */
async function ownFormerNames(
  transaction: Queryable,
  { organisation }: CodeGrant,
  { device, formerDevices }: EnrolRequest,
  known: readonly DeviceId[],
): Promise<readonly DeviceId[]> {
  const others = await findActive(transaction, organisation, formerDevices);
  const claimed = formerDevices.filter((each) => each !== device && !others.has(each));
  return [...new Set([...known, ...claimed])];
}

/** A copy gets an enrolment of its own beside the one that it was copied with, which the other copy goes on with. */
function renew(
  { database, now, random }: Service,
  { organisation, device: before, name, role, events, former }: EnrolledSender,
  device: DeviceId,
): Promise<Enrolled | Refusal> {
  return database.transaction(async (transaction) => {
    const known = await findDevice(transaction, organisation, device);
    // One whose answer was lost on the way asks again.
    if (device === before || (known !== undefined && !known.former.includes(before))) return refuse('name-taken');
    const token = makeToken(organisation, random);
    await writeDevice(transaction, {
      organisation,
      device,
      name,
      role,
      events,
      former: [...new Set([...former, before])],
      token,
      enrolledAt: now(),
    });
    return { ...(await readMembership(transaction, organisation, token)), token };
  });
}

async function readMembership(transaction: Queryable, organisation: CodeGrant['organisation'], token: string) {
  const owner = await readTokenOwner(transaction, organisation, token);
  if (owner.kind !== 'enrolled') throw new Error('What was written can be read');
  return membershipOf(owner.sender);
}
