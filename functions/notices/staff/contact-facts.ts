/** What the page about one organisation's contact shows. Who reads is written down before anything is read. */
import type { Caller } from '../../../shared/access/policy.ts';
import type { OrganisationId } from '../../../shared/kernel/ids.ts';
import { type AddressOverride, isCurrentOverride } from '../../../shared/notices/address-override.ts';
import type { Contact } from '../../../shared/notices/contact.ts';
import { type Correction, isOpenCorrection } from '../../../shared/notices/correction.ts';
import { refuseWith } from '../../platform/http/http-function.ts';
import { problemOf } from '../../platform/http/problem.ts';
import { causeOf, type RouteRequest } from '../../platform/http/route.ts';
import { noticesProblems } from '../problems.ts';
import type { StaffNoticesDeps } from './deps.ts';

export interface ContactFacts {
  readonly contact: Contact;
  /** Addresses among those in use to which no mail goes. */
  readonly dead: readonly Correction[];
  /** What the organisation named when it handed a survey over, and the body has not dismissed. */
  readonly override: AddressOverride | undefined;
}

export async function readContact(
  { contacts }: Pick<StaffNoticesDeps, 'contacts'>,
  request: RouteRequest<Caller, { readonly organisationId: OrganisationId }>,
): Promise<ContactFacts> {
  const { organisationId } = request.input;
  const { programmeId } = request.who;
  await contacts.noteReading(causeOf(request, 'read-contacts'), `contact/${organisationId}`);
  const [current, noted, named] = await Promise.all([
    contacts.current(programmeId),
    contacts.correctionsOf(programmeId, organisationId),
    contacts.overrideOf(programmeId, organisationId),
  ]);
  const [contact] = current === undefined ? [] : await contacts.find(current, [organisationId]);
  if (contact === undefined) return refuseWith(problemOf(noticesProblems, { kind: 'contact-not-found' }));
  const isStanding = named !== undefined && named.status !== 'dismissed' && isCurrentOverride(named, current);
  const override = isStanding ? named : undefined;
  const inForce = override?.status === 'in-force' ? override.mail : undefined;
  const dead = noted.filter((each) => each.mail !== undefined && isOpenCorrection(each, contact, inForce));
  return { contact, dead, override };
}
