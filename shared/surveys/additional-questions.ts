/**
 * 追加の質問: the round moved to a newer version of its form after the organisation had submitted. Its answer stays in and
 * stays on its version; it is asked for what is new alone.
 */

import type { JstDate } from '../kernel/time.ts';
import { addedPart, isAddedTo } from '../programmes/added-questions.ts';
import { isAsked } from '../programmes/condition.ts';
import type { FormDefinition } from '../programmes/form-definition.ts';
import { allFields, blocksOf, type Draft } from '../programmes/form-draft.ts';
import { draftFrom } from '../programmes/form-submission.ts';
import type { OpenedInvitation } from './invitation-repository.ts';
import type { SurveyProgrammes } from './survey-programmes.ts';
import { formOf, formOfAnswer } from './survey-session.ts';

export interface AdditionalQuestions {
  /** The newer version whole, and what of it is asked. */
  readonly form: FormDefinition;
  readonly part: FormDefinition;
  readonly dueOn: JstDate;
  /** What was submitted, by the names of its fields. */
  readonly answered: Draft;
}

/** `undefined` where nothing is submitted, or the answer is to the newest version already. */
export function additionalQuestions(
  programmes: Pick<SurveyProgrammes, 'findForm'>,
  opened: OpenedInvitation,
): AdditionalQuestions | undefined {
  const { invitation, response } = opened;
  if (invitation.status !== 'submitted' || invitation.formUpgrade === undefined || response === undefined)
    return undefined;
  if (response.submission.formVersion >= invitation.formVersion) return undefined;
  const before = formOfAnswer(programmes, opened);
  const form = formOf(programmes, opened);
  const answered = draftFrom(before, response.submission);
  const part = addedPart(before, form, blocksOf(form, answered));
  return { form, part, dueOn: invitation.formUpgrade.dueOn, answered };
}

export interface NewQuestion {
  readonly name: string;
  readonly label: string;
}

/** What somebody who had begun to answer the older version meets for the first time. */
export function newQuestions(
  programmes: Pick<SurveyProgrammes, 'findForm'>,
  opened: OpenedInvitation,
  form: FormDefinition,
  answers: Draft,
): readonly NewQuestion[] {
  const { formUpgrade, programmeId, formId } = opened.invitation;
  const before = formUpgrade && programmes.findForm(programmeId, formId, formUpgrade.fromVersion);
  if (before === undefined) return [];
  const blocks = blocksOf(form, answers);
  const shown = allFields(form).filter(
    ({ block }) => block === undefined || block.index < (blocks[block.group.id] ?? 0),
  );
  return shown.filter((field) => isAddedTo(before, field) && isAsked(form, field.question, answers, field.block));
}
