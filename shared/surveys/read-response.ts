/**
 * A member of staff reads an answer. That somebody read it is written down before it is shown, since it may hold
 * personal data.
 */
import type { Cause, ChangeRecord } from '../kernel/change.ts';
import type { OrganisationId, RoundId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { FormDefinition } from '../programmes/form-definition.ts';
import { auditTargetOf } from './invitation.ts';
import type { InvitationRepository, OpenedInvitation } from './invitation-repository.ts';
import type { SurveyProgrammes } from './survey-programmes.ts';
import { formOf } from './survey-session.ts';

export interface ReadLog {
  /** Throws where it could not be written; then nothing is shown. */
  write(record: ChangeRecord): Promise<void>;
}

export interface ReadResponseDeps {
  readonly invitations: Pick<InvitationRepository, 'open'>;
  readonly programmes: Pick<SurveyProgrammes, 'findForm'>;
  readonly readLog: ReadLog;
}

export type ReadResponseRefusal =
  | { readonly kind: 'invitation-not-found' }
  /** The reader sees what the body has accepted, and nothing before. */
  | { readonly kind: 'response-not-accepted' };

export interface ReadResponse extends Omit<OpenedInvitation, 'draft'> {
  readonly form: FormDefinition;
}

/** Never the draft: what was not submitted is the organisation's own. */
export async function readResponse(
  { invitations, programmes, readLog }: ReadResponseDeps,
  input: { readonly roundId: RoundId; readonly organisationId: OrganisationId; readonly acceptedOnly: boolean },
  cause: Cause,
): Promise<Result<ReadResponse, ReadResponseRefusal>> {
  const { roundId, organisationId, acceptedOnly } = input;
  const opened = await invitations.open({ programmeId: cause.programmeId, roundId, organisationId });
  if (opened === undefined) return refuse({ kind: 'invitation-not-found' });
  const { draft: _, ...shown } = opened;
  const { invitation, response } = shown;
  if (acceptedOnly && invitation.status !== 'accepted') return refuse({ kind: 'response-not-accepted' });
  const form = formOf(programmes, opened);
  if (response === undefined) return ok({ ...shown, form });
  await readLog.write({
    ...{ cause, events: [] },
    audit: { action: 'read-response', target: auditTargetOf(invitation), detail: { number: response.number } },
  });
  return ok({ ...shown, form });
}
