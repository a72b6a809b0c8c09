/**
 * What is known of an organisation from before (前回の回答): its last accepted answer to a form, whatever version of the
 * form that was. One row for each organisation and form; when a round opens, each invitation gets a copy.
 *
 * Nuances: answers are named by the ids of their questions, so that a later version of the form takes over what it
 * still asks. Personal data is not carried over: whoever answers changes every April. Desks that had ended are left out.
 */
import * as z from 'zod';
import { OrganisationId, ProgrammeId, RoundId } from '../kernel/ids.ts';
import { JstDate, jstDateOf } from '../kernel/time.ts';
import { choicesOf, type FormDefinition, groupsOf, type Question } from '../programmes/form-definition.ts';
import { allFields, Draft } from '../programmes/form-draft.ts';
import { draftFrom, isRetired, type Submission } from '../programmes/form-submission.ts';
import type { OpenedInvitation } from './invitation-repository.ts';
import type { Response } from './response.ts';

export const KnownAnswers = z
  .object({
    programmeId: ProgrammeId,
    organisationId: OrganisationId,
    formId: z.string().min(1).max(60),
    formVersion: z.int().min(1),
    answers: Draft,
    /** The round in which it was answered, and the day on which the organisation submitted it. */
    roundId: RoundId,
    confirmedOn: JstDate,
    /** Of the directory's entry that corrected it since; absent as long as it is what was answered. */
    directoryVersion: z.int().min(1).optional(),
  })
  .readonly();
export type KnownAnswers = z.infer<typeof KnownAnswers>;

/** What an accepted answer leaves for the next time. */
export function knownFrom(form: FormDefinition, response: Response): KnownAnswers {
  const { programmeId, organisationId, roundId, submittedAt, submission } = response;
  const { formVersion } = submission;
  const answers = withoutPersonal(form, draftFrom(form, withoutRetired(form, submission)));
  return {
    programmeId,
    organisationId,
    formId: form.id,
    formVersion,
    answers,
    roundId,
    confirmedOn: jstDateOf(submittedAt),
  };
}

function withoutRetired(form: FormDefinition, submission: Submission): Submission {
  const groups = groupsOf(form).map((group) => {
    const blocks = submission.groups[group.id] ?? [];
    return [group.id, blocks.filter((answers) => !isRetired(group, answers))] as const;
  });
  return { ...submission, groups: Object.fromEntries(groups) };
}

function withoutPersonal(form: FormDefinition, answers: Draft): Draft {
  const personal = new Set(
    allFields(form).flatMap(({ name, question }) => (question.personal === false ? [] : [name])),
  );
  return Object.fromEntries(Object.entries(answers).filter(([name]) => !personal.has(name)));
}

/** What this form still asks of it, as far as it can still be answered so. */
export function carriedOver(form: FormDefinition, known: KnownAnswers | undefined): Draft {
  if (known === undefined) return {};
  return Object.fromEntries(
    allFields(form).flatMap(({ name, question }) => {
      const answer = question.personal === false ? stillOffered(question, known.answers[name]) : undefined;
      return answer === undefined ? [] : [[name, answer] as const];
    }),
  );
}

function stillOffered(question: Question, answer: Draft[string] | undefined): Draft[string] | undefined {
  const offered = choicesOf(question).map(({ value }) => value);
  if (answer === undefined || offered.length === 0) return typeof answer === 'string' ? answer : undefined;
  if (typeof answer === 'string') return offered.includes(answer) ? answer : undefined;
  const kept = answer.filter((value) => offered.includes(value));
  return kept.length === 0 ? undefined : kept;
}

/**
 * The answers of a form as they stand: what is saved, and from before what nobody has touched yet. A field that was
 * emptied stays empty.
 */
export function standingAnswers(
  form: FormDefinition,
  { draft, known }: Pick<OpenedInvitation, 'draft' | 'known'>,
): Draft {
  const touched = new Set([...Object.keys(draft?.answers ?? {}), ...Object.keys(draft?.changes ?? {})]);
  const untouched = Object.entries(carriedOver(form, known)).filter(([name]) => !touched.has(name));
  return { ...Object.fromEntries(untouched), ...draft?.answers };
}
