/** The job behind a collation: reads everything, writes the files, marks it as done. A repeat writes the same files. */
import type { Cause } from '../kernel/change.ts';
import type { RoundId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type CollatedOrganisation, collate, countedSubmission } from './collation.ts';
import type { CollationRepository, CollationWriter, ResponseArchive } from './collation-repository.ts';
import { type CollationId, type DoneCollation, mostUnencodable } from './collation-request.ts';
import type { InvitationRepository } from './invitation-repository.ts';
import type { Round } from './round.ts';
import type { RoundRepository } from './round-repository.ts';
import type { SurveyProgrammes } from './survey-programmes.ts';

export interface CollateRoundDeps {
  readonly rounds: Pick<RoundRepository, 'find'>;
  readonly invitations: Pick<InvitationRepository, 'list'>;
  readonly responses: ResponseArchive;
  readonly programmes: Pick<SurveyProgrammes, 'findForm' | 'recipientsOf'>;
  readonly collations: Pick<CollationRepository, 'find' | 'finish'>;
  readonly writer: CollationWriter;
}

export type CollateRoundRefusal = { readonly kind: 'round-not-found' } | { readonly kind: 'collation-not-found' };

export async function collateRound(
  deps: CollateRoundDeps,
  input: { readonly roundId: RoundId; readonly collationId: CollationId },
  cause: Cause,
): Promise<Result<'collated' | 'was-done', CollateRoundRefusal>> {
  const { programmeId } = cause;
  const { roundId, collationId } = input;
  const [round, collation] = await Promise.all([
    deps.rounds.find(programmeId, roundId),
    deps.collations.find(programmeId, roundId, collationId),
  ]);
  if (round === undefined) return refuse({ kind: 'round-not-found' });
  if (collation === undefined) return refuse({ kind: 'collation-not-found' });
  if (collation.status === 'done') return ok('was-done');
  const organisations = await answersOf(deps, round);
  const table = collate(formOfRound(deps, round), organisations);
  const unencodable = await deps.writer.write(collation, { ...table, title: round.title });
  const answered = organisations.filter((each) => countedSubmission(each) !== undefined).length;
  const done: DoneCollation = {
    ...{ ...collation, status: 'done', doneAt: cause.at, organisations: organisations.length, answered },
    ...{ rows: table.rows.length, unencodable: unencodable.slice(0, mostUnencodable) },
  };
  const saved = await deps.collations.finish(done, {
    ...{ cause, events: [] },
    audit: {
      action: 'collate-round',
      target: `round/${roundId}/collation/${collationId}`,
      detail: { organisations: organisations.length, answered, rows: table.rows.length },
    },
  });
  return ok(saved === 'saved' ? 'collated' : 'was-done');
}

async function answersOf(
  { invitations, responses, programmes }: CollateRoundDeps,
  round: Round,
): Promise<readonly CollatedOrganisation[]> {
  const issued = await invitations.list(round.programmeId, round.roundId);
  const byOrganisation = new Map(issued.map((each) => [each.organisationId, each] as const));
  const latest = await responses.latestOf(
    issued.filter(({ status }) => status === 'submitted' || status === 'accepted'),
  );
  const submitted = new Map(latest.map((each) => [each.organisationId, each] as const));
  return programmes.recipientsOf(round).map((recipient) => ({
    recipient,
    invitation: byOrganisation.get(recipient.organisationId),
    response: submitted.get(recipient.organisationId),
  }));
}

/** A form that a round names and the programme no longer has is a fault: published versions are never removed. */
function formOfRound({ programmes }: CollateRoundDeps, { programmeId, formId, formVersion }: Round) {
  const form = programmes.findForm(programmeId, formId, formVersion);
  if (form === undefined) throw new Error(`no form ${formId} v${formVersion}`);
  return form;
}
