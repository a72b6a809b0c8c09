/**
 * A submission (提出): a complete answer to one version of a form. Either everything is right, or all that is missing or
 * wrong is listed at once. What was not asked for under the given answers is not part of it.
 */
import * as z from 'zod';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type AnswerValue, checkAnswer, displayAnswer } from './check-answer.ts';
import { askedBefore, isAsked } from './condition.ts';
import {
  type ChosenCondition,
  choicesOf,
  type Field,
  type FormDefinition,
  fieldsOf,
  fieldsOfBlock,
  groupsOf,
  isGroup,
  type Question,
  type QuestionGroup,
} from './form-definition.ts';
import { blockAnswers, type Draft, draftOfBlocks, type FieldProblem, filledBlocks } from './form-draft.ts';
import { firstWeekDay, isHoliday, isOfWeek, weekInWords, weeksOf } from './weekly-hours.ts';

const Answers = z.record(z.string(), z.union([z.string(), z.array(z.string()).readonly()])).readonly();
export type Answers = z.infer<typeof Answers>;

export const Submission = z
  .object({
    form: z.string(),
    formVersion: z.int().min(1),
    answers: Answers,
    /** The answered blocks of each group, without gaps. */
    groups: z.record(z.string(), z.array(Answers).readonly()).readonly(),
  })
  .readonly();
export type Submission = z.infer<typeof Submission>;

export interface AnswersIncomplete {
  readonly kind: 'answers-incomplete';
  readonly problems: readonly FieldProblem[];
}

interface Checked {
  readonly answers: Answers;
  readonly problems: readonly FieldProblem[];
}

export function checkSubmission(form: FormDefinition, draft: Draft): Result<Submission, AnswersIncomplete> {
  const checked = form.sections.flatMap(({ items }) =>
    items.map((item) => (isGroup(item) ? checkGroup(form, item, draft) : { single: checkQuestion(form, item, draft) })),
  );
  const problems = checked.flatMap((each) => ('single' in each ? each.single.problems : each.problems));
  if (problems.length > 0) return refuse({ kind: 'answers-incomplete', problems });
  return ok({
    form: form.id,
    formVersion: form.version,
    answers: Object.fromEntries(
      checked.flatMap((each) => ('single' in each ? Object.entries(each.single.answers) : [])),
    ),
    groups: Object.fromEntries(checked.flatMap((each) => ('single' in each ? [] : [[each.group.id, each.blocks]]))),
  });
}

/** The submission as a draft again: to correct it, or to begin the next answer with it. */
export function draftFrom(form: FormDefinition, submission: Submission): Draft {
  const blocks = groupsOf(form).flatMap((group) =>
    Object.entries(draftOfBlocks(group, submission.groups[group.id] ?? [])),
  );
  return { ...submission.answers, ...Object.fromEntries(blocks) };
}

/**
 * The answers that go to the public, by id of the question, as people read them. A week `open` is told in two lines,
 * `openDays` and `openHours`.
 */
export function publicAnswers(questions: readonly Question[], answers: Answers): Readonly<Record<string, string>> {
  const published = questions.filter(({ publish }) => publish);
  return Object.fromEntries([
    ...published.flatMap((question) => {
      const value = answers[question.id];
      return question.type === 'day-hours' || value === undefined
        ? []
        : [[question.id, displayAnswer(question, value)] as const];
    }),
    ...weeksOf(published).flatMap(({ id, questions: days }) => {
      const words = weekInWords(days, ({ id: day }) => answers[day]);
      return words === undefined ? [] : [[`${id}Days`, words.days] as const, [`${id}Hours`, words.hours] as const];
    }),
  ]);
}

function checkQuestion(form: FormDefinition, question: Question, draft: Draft): Checked {
  return checkFields(form, [{ name: question.id, label: question.label, question }], draft);
}

function checkGroup(form: FormDefinition, group: QuestionGroup, draft: Draft) {
  const filled = filledBlocks(group, draft);
  if (!isAsked(form, group, draft)) return { group, blocks: [], problems: contradiction(form, group, draft) };
  const missing = Math.max(group.min - filled.length, 0);
  const empty = Array.from({ length: group.max }, (_, index) => index).filter((index) => !filled.includes(index));
  const checked = [...filled, ...empty.slice(0, missing)]
    .toSorted((one, other) => one - other)
    .map((index) => checkFields(form, fieldsOfBlock(group, index), draft));
  return {
    group,
    blocks: checked.map(({ answers }) => answers),
    problems: checked.flatMap(({ problems }) => problems),
  };
}

function checkFields(form: FormDefinition, fields: readonly Field[], draft: Draft): Checked {
  const answers: Record<string, AnswerValue> = {};
  const problems: FieldProblem[] = [];
  for (const field of fields) {
    const { name, label, question, block } = field;
    if (!isAsked(form, question, draft, block)) continue;
    const answer = Object.hasOwn(draft, name) ? draft[name] : undefined;
    if (answer === undefined) {
      if (isOptionalInRetired(field, draft)) continue;
      if (question.required) problems.push({ field: name, label, message: missingMessage(question, label) });
      else if (lacksWeekdays(form, field, draft)) problems.push(weekMissing(field));
      continue;
    }
    const checked = checkAnswer(question, answer);
    if (checked.right) answers[question.id] = checked.value;
    else problems.push({ field: name, label, message: `${label}は、${checked.advice}。` });
  }
  return { answers, problems };
}

function missingMessage(question: Question, label: string): string {
  return choicesOf(question).length > 0 ? `${label}を選んでください。` : `${label}を入力してください。`;
}

/** Whether the block, by its own answers, has ended. */
export function isRetired(group: QuestionGroup, answers: Answers): boolean {
  return group.retiredWhen !== undefined && saysOfItself(group.retiredWhen, answers);
}

function saysOfItself({ question, isAnyOf }: ChosenCondition, answers: Answers): boolean {
  const given = answers[question];
  return typeof given === 'string' && isAnyOf.includes(given);
}

/** The blocks of a group that go to the public: not ended, and with the consent that their form asks for. */
export function publicBlocks(
  group: QuestionGroup,
  submission: Submission,
): readonly Readonly<Record<string, string>>[] {
  const { publishWhen } = group;
  return (submission.groups[group.id] ?? [])
    .filter((answers) => !isRetired(group, answers))
    .filter((answers) => publishWhen === undefined || saysOfItself(publishWhen, answers))
    .map((answers) => publicAnswers(group.questions, answers));
}

/** Of a block that has ended: its first question says which one it was, and those that ask about its end stay. */
function isOptionalInRetired({ question, block }: Field, draft: Draft): boolean {
  if (block === undefined || question === block.group.questions[0]) return false;
  if (question.showWhen?.question === block.group.retiredWhen?.question) return false;
  const { group, index } = block;
  return isRetired(group, blockAnswers(group, index, draft));
}

/** Said once, at the first day of a week that has to be answered. */
function lacksWeekdays(form: FormDefinition, { question, block }: Field, draft: Draft): boolean {
  if (question.type !== 'day-hours' || !question.week.required || question.day !== firstWeekDay) return false;
  const beside = block === undefined ? fieldsOf(form) : fieldsOfBlock(block.group, block.index);
  return !beside.some(
    (field) =>
      isOfWeek(field.question, question.week.id) && !isHoliday(field.question.day) && Object.hasOwn(draft, field.name),
  );
}

function weekMissing({ name, label, question, block }: Field): FieldProblem {
  const week = question.type === 'day-hours' ? question.week.label : question.label;
  const where = block === undefined ? '' : `${block.group.label}${block.index + 1}の`;
  return { field: name, label, message: `${where}${week}を、受け付ける曜日の欄に入力してください。` };
}

/**
 * Blocks that are filled although another answer says that there are none: only a person knows which is right. Where
 * that answer itself is missing or wrong, it is listed already.
 */
function contradiction(form: FormDefinition, group: QuestionGroup, draft: Draft): FieldProblem[] {
  const filled = filledBlocks(group, draft).length;
  const asking = group.showWhen && askedBefore(form, group.showWhen)?.question;
  const answer = asking && draft[asking.id];
  if (filled === 0 || asking === undefined || answer === undefined || !checkAnswer(asking, answer).right) return [];
  const wanted = displayAnswer(asking, group.showWhen?.isAnyOf ?? []);
  const message = `${group.label}が${filled}件入力されています。${asking.label}で「${wanted}」を選ぶか、入力した${group.label}を削除してください。`;
  return [{ field: asking.id, label: asking.label, message }];
}
