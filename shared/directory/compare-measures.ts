/**
 * Answers of several local governments side by side (M09), beside what each figure means and which day it is about.
 *
 * Nuances: 未回答 is not なし and not 0, whether nothing was accepted at all or one question was left out; what the form did
 * not ask under the other answers is 対象外. The rows stand in the order of the codes: there is no ranking.
 * @source 令和8年度 実施要綱 第3の2(2)
 */
import { wareki } from '../calendar/wareki.ts';
import type { LocalGovernmentCode, ProgrammeId } from '../kernel/ids.ts';
import { JstDate } from '../kernel/time.ts';
import { displayAnswer } from '../programmes/check-answer.ts';
import { isAsked } from '../programmes/condition.ts';
import {
  type Comparison,
  comparedQuestions,
  type FormDefinition,
  type Question,
} from '../programmes/form-definition.ts';
import { fullName, type LocalGovernment } from '../programmes/local-governments.ts';
import { findProgramme, findSurvey } from '../programmes/registry.ts';
import type { OrganisationMeasures } from './organisation-measures.ts';

export const unanswered = '未回答';
const notAsked = '対象外';

export type ComparedQuestion = Question & { readonly comparison: Comparison };

export interface ComparedRow {
  readonly code: LocalGovernmentCode;
  readonly name: string;
  /** 基準日; absent where nothing was accepted. */
  readonly referenceDay?: JstDate;
  readonly confirmedOn?: JstDate;
  /** In the order of the questions. */
  readonly cells: readonly string[];
}

export interface ComparedTable {
  readonly form: FormDefinition;
  readonly questions: readonly ComparedQuestion[];
  readonly rows: readonly ComparedRow[];
}

/** The forms of a programme whose answers are compared, each in its newest version. */
export function comparedForms(programmeId: ProgrammeId): readonly FormDefinition[] {
  const forms = (findProgramme(programmeId)?.surveys ?? [])
    .map(({ form }) => form)
    .filter((form) => comparedQuestions(form).length > 0)
    .toSorted((one, other) => other.version - one.version);
  return forms.filter((form, place) => forms.findIndex(({ id }) => id === form.id) === place);
}

export function compareMeasures(
  programmeId: ProgrammeId,
  chosen: { readonly form: FormDefinition; readonly questions: readonly ComparedQuestion[] },
  bodies: readonly LocalGovernment[],
  entries: readonly OrganisationMeasures[],
): ComparedTable {
  const known = new Map<string, OrganisationMeasures>(entries.map((entry) => [entry.organisationId, entry]));
  const rows = bodies
    .toSorted((one, other) => (one.code < other.code ? -1 : 1))
    .map((body) => rowOf(programmeId, chosen.questions, body, known.get(body.code)));
  return { ...chosen, rows };
}

function rowOf(
  programmeId: ProgrammeId,
  questions: readonly ComparedQuestion[],
  body: LocalGovernment,
  entry: OrganisationMeasures | undefined,
): ComparedRow {
  const place = { code: body.code, name: fullName(body) };
  if (entry === undefined) return { ...place, cells: questions.map(() => unanswered) };
  const form = formAnswered(programmeId, entry);
  const referenceDay = JstDate.safeParse(form?.referenceDay).data;
  return {
    ...place,
    confirmedOn: entry.confirmedOn,
    ...(referenceDay === undefined ? {} : { referenceDay }),
    cells: questions.map(({ id }) => cellOf(form, id, entry)),
  };
}

/** By the version of the form that was answered: a question that it did not have is 対象外. */
function cellOf(form: FormDefinition | undefined, questionId: string, { answers }: OrganisationMeasures): string {
  const question = form && comparedQuestions(form).find(({ id }) => id === questionId);
  if (form === undefined || question === undefined) return notAsked;
  const answer = Object.hasOwn(answers, questionId) ? answers[questionId] : undefined;
  if (answer !== undefined) return displayAnswer(question, answer);
  return isAsked(form, question, answers) ? unanswered : notAsked;
}

function formAnswered(programmeId: ProgrammeId, { formId, formVersion }: OrganisationMeasures) {
  const programme = findProgramme(programmeId);
  return programme && findSurvey(programme, formId, formVersion)?.form;
}

/** As lines of a file: the definitions stand in a line of their own under the names, where they are seen. */
export function comparisonLines({ questions, rows }: ComparedTable) {
  return {
    header: ['団体コード', '団体', '基準日', '確認日', ...questions.map(({ label }) => label)],
    rows: [
      ['', '定義', '', '', ...questions.map(({ comparison }) => comparison.definition)],
      ...rows.map(({ code, name, referenceDay, confirmedOn, cells }) => [
        ...[code, name, dayText(referenceDay), dayText(confirmedOn)],
        ...cells,
      ]),
    ],
  };
}

export function dayText(day: JstDate | undefined): string {
  return day === undefined ? unanswered : wareki(day);
}
