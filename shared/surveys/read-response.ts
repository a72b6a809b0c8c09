/**
 * A member of staff reads an answer. That somebody read it is written down before it is shown, since it may hold
 * personal data. The first reading of a submitted answer also ends the time in which it may be taken back (引戻し); the
 * same write says so, so that nobody sees an answer that is being taken back.
 */
import type { Cause, ChangeRecord } from '../kernel/change.ts';
import type { OrganisationId, RoundId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { FormDefinition } from '../programmes/form-definition.ts';
import { auditTargetOf, type Invitation } from './invitation.ts';
import type { InvitationRepository, OpenedInvitation } from './invitation-repository.ts';
import type { Response } from './response.ts';
import type { SurveyProgrammes } from './survey-programmes.ts';
import { formOfAnswer } from './survey-session.ts';

export interface ReadLog {
  /** Throws where it could not be written; then nothing is shown. */
  write(record: ChangeRecord): Promise<void>;
}

export interface ReadResponseDeps {
  readonly invitations: Pick<InvitationRepository, 'open' | 'amend' | 'responsesOf'>;
  readonly programmes: Pick<SurveyProgrammes, 'findForm'>;
  readonly readLog: ReadLog;
}

export type ReadResponseRefusal =
  | { readonly kind: 'invitation-not-found' }
  /** The reader sees what the body has accepted, and nothing before. */
  | { readonly kind: 'response-not-accepted' };

export interface ReadResponse extends Omit<OpenedInvitation, 'draft'> {
  readonly form: FormDefinition;
  /** Where the answer follows a return: what was returned, to see what has changed since. */
  readonly returned?: Response;
}

/** Between reading and writing somebody took the answer back or opened it too; more often than this is a fault. */
const attempts = 5;

/** Never the draft: what was not submitted is the organisation's own. */
export async function readResponse(
  deps: ReadResponseDeps,
  input: { readonly roundId: RoundId; readonly organisationId: OrganisationId; readonly acceptedOnly: boolean },
  cause: Cause,
): Promise<Result<ReadResponse, ReadResponseRefusal>> {
  const { roundId, organisationId, acceptedOnly } = input;
  const key = { programmeId: cause.programmeId, roundId, organisationId };
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const opened = await deps.invitations.open(key);
    if (opened === undefined) return refuse({ kind: 'invitation-not-found' });
    if (acceptedOnly && opened.invitation.status !== 'accepted') return refuse({ kind: 'response-not-accepted' });
    const { draft: _, ...read } = opened;
    const invitation = await writtenDown(deps, read, cause);
    if (invitation !== undefined) return ok(await shown(deps, { ...read, invitation }));
  }
  throw new Error(`an answer changed ${attempts} times while it was opened`);
}

/** The invitation as it is after the reading was written down; `undefined` where it changed meanwhile. */
async function writtenDown(
  { invitations, readLog }: ReadResponseDeps,
  { invitation, response }: OpenedInvitation,
  cause: Cause,
): Promise<Invitation | undefined> {
  if (response === undefined) return invitation;
  const record = {
    ...{ cause, events: [] },
    audit: { action: 'read-response', target: auditTargetOf(invitation), detail: { number: response.number } },
  };
  if (invitation.status !== 'submitted' || invitation.openedForReviewAt !== undefined) {
    await readLog.write(record);
    return invitation;
  }
  const next = { ...invitation, openedForReviewAt: cause.at, version: invitation.version + 1 };
  return (await invitations.amend(next, record)) === 'saved' ? next : undefined;
}

async function shown(
  { invitations, programmes }: ReadResponseDeps,
  read: Omit<OpenedInvitation, 'draft'>,
): Promise<ReadResponse> {
  const { invitation } = read;
  const form = formOfAnswer(programmes, read);
  const lastReturn = 'lastReturn' in invitation ? invitation.lastReturn : undefined;
  if (lastReturn === undefined) return { ...read, form };
  const responses = await invitations.responsesOf(invitation);
  const returned = responses.find(({ number }) => number === lastReturn.returnedResponse);
  return { ...read, form, ...(returned === undefined ? {} : { returned }) };
}
