/**
 * One chunk of the opening job: the next recipients in the fixed order get their invitation, and the event that says
 * so is what the next chunk starts from. The cursor on the round makes a chunk happen once, however often its event is
 * heard; a crash between two chunks leaves an event to be heard again.
 */
import { happened } from '../../events/event.ts';
import { InvitationsIssued } from '../../events/invitations-issued.v1.ts';
import { RoundOpened } from '../../events/round-opened.v1.ts';
import type { Cause } from '../kernel/change.ts';
import type { RoundId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Invitation } from './invitation.ts';
import type { InvitationLinks } from './invitation-links.ts';
import type { KnownAnswersRepository } from './known-answers-repository.ts';
import type { OpeningRound, Round } from './round.ts';
import type { RoundRepository } from './round-repository.ts';
import type { Recipient, SurveyProgrammes } from './survey-programmes.ts';

export interface IssueInvitationsDeps {
  readonly rounds: Pick<RoundRepository, 'find' | 'issue'>;
  readonly knownAnswers: KnownAnswersRepository;
  readonly programmes: Pick<SurveyProgrammes, 'recipientsOf'>;
  readonly links: InvitationLinks;
}

export type IssueInvitationsRefusal =
  | { readonly kind: 'round-not-found' }
  /** Another hearing moved the cursor in this moment; hearing it again finds that there is nothing to do. */
  | { readonly kind: 'changed-meanwhile' };

/** Three rows an organisation, and round, two events, audit and `seen` row: 95 of the 100 that a transaction takes. */
export const organisationsAtOnce = 30;
const firstGeneration = 1;

/** @param input.issuedSoFar where the chunk begins; a chunk that is already there is `ok` with 0. */
export async function issueInvitations(
  { rounds, knownAnswers, programmes, links }: IssueInvitationsDeps,
  input: { readonly roundId: RoundId; readonly issuedSoFar: number },
  cause: Cause,
): Promise<Result<{ readonly issued: number }, IssueInvitationsRefusal>> {
  const round = await rounds.find(cause.programmeId, input.roundId);
  if (round === undefined) return refuse({ kind: 'round-not-found' });
  if (round.status !== 'opening' || round.issuedSoFar !== input.issuedSoFar) return ok({ issued: 0 });
  const recipients = programmes.recipientsOf(round);
  const chunk = recipients.slice(round.issuedSoFar, round.issuedSoFar + organisationsAtOnce);
  const issuedSoFar = round.issuedSoFar + chunk.length;
  const invitations = await Promise.all(chunk.map((recipient) => invitationFor(links, round, recipient)));
  await carryOver(knownAnswers, round, invitations, cause);
  const isLast = issuedSoFar === recipients.length;
  const saved = await rounds.issue(afterChunk(round, issuedSoFar, isLast, cause), invitations, {
    cause,
    audit: {
      action: 'issue-invitations',
      target: `round/${round.roundId}`,
      detail: { issued: chunk.length, issuedSoFar },
    },
    events: [issuedEvent(round, invitations, issuedSoFar, isLast), ...(isLast ? [openedEvent(round)] : [])],
  });
  return saved === 'changed-meanwhile' ? refuse({ kind: saved }) : ok({ issued: saved === 'saved' ? chunk.length : 0 });
}

/** A copy may be as large as a draft; a transaction takes four megabytes. */
const copiesAtOnce = 10;

/**
 * What each was known by before is laid beside the invitation to come. Before the chunk itself, since it takes too much
 * room in its transaction; heard again, the same copies are written again, and once the cursor has moved none are.
 */
async function carryOver(
  knownAnswers: KnownAnswersRepository,
  { programmeId, roundId, formId }: OpeningRound,
  invitations: readonly Invitation[],
  { heard: _, ...cause }: Cause,
): Promise<void> {
  const organisations = invitations.map(({ organisationId }) => organisationId);
  const known = await knownAnswers.of(programmeId, formId, organisations);
  for (let from = 0; from < known.length; from += copiesAtOnce) {
    const copies = known.slice(from, from + copiesAtOnce);
    await knownAnswers.copyInto(roundId, copies, {
      ...{ cause, events: [] },
      audit: { action: 'carry-over-answers', target: `round/${roundId}`, detail: { organisations: copies.length } },
    });
  }
}

function afterChunk(round: OpeningRound, issuedSoFar: number, isLast: boolean, cause: Cause): Round {
  const next = { ...round, issuedSoFar, version: round.version + 1 };
  return isLast ? { ...next, status: 'open', openedAt: cause.at } : next;
}

async function invitationFor(links: InvitationLinks, round: OpeningRound, recipient: Recipient): Promise<Invitation> {
  const { organisationId, name, prefecture } = recipient;
  const { programmeId, roundId, title, formId, formVersion, opensOn, dueOn, closesOn } = round;
  const { tokenDigest, codeDigest } = await links.linkOf(round, organisationId, firstGeneration);
  return {
    ...{ programmeId, roundId, organisationId, organisationName: name },
    ...(prefecture === undefined ? {} : { prefecture }),
    ...{ surveyTitle: title, formId, formVersion, opensOn, dueOn, closesOn },
    ...{ linkGeneration: firstGeneration, linkDigests: [tokenDigest], revokedLinkDigests: [], codeDigest },
    ...{ responses: 0, version: 1, status: 'invited' },
  };
}

function issuedEvent(round: OpeningRound, invitations: readonly Invitation[], issuedSoFar: number, isLast: boolean) {
  const { roundId, title, dueOn } = round;
  const organisations = invitations.map(({ organisationId }) => organisationId);
  return happened(InvitationsIssued, {
    ...{ roundId, surveyTitle: title, dueOn, linkGeneration: firstGeneration, organisations, issuedSoFar, isLast },
  });
}

function openedEvent({ roundId, title, dueOn, organisations, nationalOrganisations }: OpeningRound) {
  const opened = { roundId, surveyTitle: title, dueOn, organisations };
  return happened(RoundOpened, {
    ...opened,
    ...(nationalOrganisations === undefined ? {} : { nationalOrganisations: nationalOrganisations.length }),
  });
}
