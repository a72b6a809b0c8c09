/**
 * A desk was corrected in the directory between two surveys. What is known from before (前回の回答) follows, so that an
 * officer who submits the prefilled form unchanged does not put the old desk back.
 *
 * Nuances: what the directory does not publish stays as it was answered. A desk is the same one where its name or its
 * telephone is. Hours are published in words, which are not taken apart again: where they changed, the officer is asked
 * anew. A correction that is older than the last answer changes nothing.
 */
import type * as z from 'zod';
import type { DeskChanged } from '../../events/desk-changed.v1.ts';
import type { PublicDesk } from '../../events/response-accepted.v1.ts';
import type { Cause } from '../kernel/change.ts';
import { displayAnswer } from '../programmes/check-answer.ts';
import { choicesOf, groupsOf, type Question, type QuestionGroup } from '../programmes/form-definition.ts';
import { blockAnswers, type Draft, draftOfBlocks, filledBlocks } from '../programmes/form-draft.ts';
import { weekInWords, weeksOf } from '../programmes/weekly-hours.ts';
import type { KnownAnswers } from './known-answers.ts';
import type { KnownAnswersRepository } from './known-answers-repository.ts';
import { deskGroup } from './public-desks.ts';
import type { RoundRepository } from './round-repository.ts';
import type { SurveyProgrammes } from './survey-programmes.ts';

export interface CorrectKnownAnswersDeps {
  readonly rounds: Pick<RoundRepository, 'list'>;
  readonly knownAnswers: Pick<KnownAnswersRepository, 'of' | 'correct'>;
  readonly programmes: Pick<SurveyProgrammes, 'findForm' | 'formsWithDesks'>;
}

type Changed = z.output<typeof DeskChanged.data>;

export async function correctKnownAnswers(
  { rounds, knownAnswers, programmes }: CorrectKnownAnswersDeps,
  changed: Changed,
  cause: Cause,
): Promise<void> {
  const { programmeId } = cause;
  const { organisationId } = changed;
  const forms = programmes.formsWithDesks(programmeId);
  const known = (await Promise.all(forms.map((id) => knownAnswers.of(programmeId, id, [organisationId])))).flat();
  const corrected = known.flatMap((each) => correctedBy(changed, each, programmes) ?? []);
  if (corrected.length === 0) return;
  const open = (await rounds.list(programmeId)).filter(({ status }) => status === 'opening' || status === 'open');
  const copies = corrected.flatMap(({ after }) =>
    open.filter(({ formId }) => formId === after.formId).map(({ roundId }) => ({ roundId, known: after })),
  );
  const saved = await knownAnswers.correct(corrected, copies, {
    ...{ cause, events: [] },
    audit: {
      action: 'correct-known-answers',
      target: `organisation/${organisationId}`,
      detail: { desks: changed.desks.length, version: changed.version },
    },
  });
  if (saved === 'changed-meanwhile') throw new Error('what is known was answered anew meanwhile');
}

function correctedBy(
  changed: Changed,
  before: KnownAnswers,
  programmes: Pick<SurveyProgrammes, 'findForm'>,
): { readonly before: KnownAnswers; readonly after: KnownAnswers } | undefined {
  const form = programmes.findForm(before.programmeId, before.formId, before.formVersion);
  const group = form && groupsOf(form).find(({ id }) => id === deskGroup);
  if (form === undefined || group === undefined || isOlder(changed, before)) return undefined;
  const answers = withDesks(group, before.answers, changed.desks);
  if (isSame(answers, before.answers)) return undefined;
  const { confirmedOn, version: directoryVersion } = changed;
  return { before, after: { ...before, answers, confirmedOn, directoryVersion } };
}

function isOlder({ confirmedOn, version }: Changed, known: KnownAnswers): boolean {
  if (confirmedOn !== known.confirmedOn) return confirmedOn < known.confirmedOn;
  return known.directoryVersion !== undefined && version <= known.directoryVersion;
}

function withDesks(group: QuestionGroup, answers: Draft, desks: readonly PublicDesk[]): Draft {
  const others = Object.entries(answers).filter(([name]) => !name.startsWith(`${group.id}.`));
  const before = filledBlocks(group, answers).map((index) => blockAnswers(group, index, answers));
  const blocks = desks.map((desk) => blockOf(group, desk, sameDesk(before, desk, group)));
  return { ...Object.fromEntries(others), ...draftOfBlocks(group, blocks) };
}

/** Whatever the order in which the fields are written down. */
function isSame(one: Draft, other: Draft): boolean {
  const text = (draft: Draft) => JSON.stringify(Object.entries(draft).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return text(one) === text(other);
}

function sameDesk(before: readonly Draft[], desk: PublicDesk, group: QuestionGroup): Draft {
  const shown = (block: Draft, id: string) => {
    const question = group.questions.find((each) => each.id === id);
    const answer = block[id];
    return question === undefined || answer === undefined ? undefined : displayAnswer(question, answer);
  };
  const byName = before.filter((block) => shown(block, 'name') === desk.name);
  const byPhone = before.filter((block) => desk.phone !== undefined && shown(block, 'phone') === desk.phone);
  const both = byName.find((block) => byPhone.includes(block));
  return both ?? byName[0] ?? byPhone[0] ?? {};
}

function blockOf(group: QuestionGroup, desk: PublicDesk, before: Draft) {
  const told: Readonly<Record<string, string | undefined>> = { ...desk };
  const plain = group.questions
    .filter(({ publish, type }) => publish && type !== 'day-hours')
    .map((question) => [question.id, answerFrom(question, told[question.id], before[question.id])] as const);
  const changedWeeks = weeksOf(group.questions).filter(({ id, questions }) => {
    const words = weekInWords(questions, ({ id: day }) => before[day]);
    return words?.days !== told[`${id}Days`] || words?.hours !== told[`${id}Hours`];
  });
  const asked = new Set(changedWeeks.flatMap(({ questions }) => questions.map(({ id }) => id)));
  const kept = Object.entries(before).filter(([id]) => !asked.has(id));
  return { ...Object.fromEntries(kept), ...Object.fromEntries(plain) };
}

/** As it was answered where it reads the same; else from the words that the directory shows. */
function answerFrom(question: Question, text: string | undefined, before: Draft[string] | undefined) {
  if (before !== undefined && displayAnswer(question, before) === text) return before;
  if (text === undefined) return undefined;
  const choices = choicesOf(question);
  if (choices.length === 0) return text;
  const named = text.split('、');
  const chosen = choices.filter(({ label }) => named.includes(label)).map(({ value }) => value);
  return question.type === 'multiple-choice' ? (chosen.length === 0 ? undefined : chosen) : chosen[0];
}
