/** Answers as they are read: by section and block, labels instead of values, 未回答 where nothing was answered. */
import type { ComponentChildren, JSX } from 'preact';
import { displayAnswer } from '../../../../shared/programmes/check-answer.ts';
import { isAsked } from '../../../../shared/programmes/condition.ts';
import {
  type DayHoursQuestion,
  type Field,
  type FormDefinition,
  fieldsOfBlock,
  fieldsOfItem,
  isGroup,
  type Question,
  type QuestionGroup,
} from '../../../../shared/programmes/form-definition.ts';
import { type Draft, filledBlocks } from '../../../../shared/programmes/form-draft.ts';
import { firstWeekDay, isOfWeek, weekInWords } from '../../../../shared/programmes/weekly-hours.ts';
import type { Attribution } from '../../../../shared/surveys/attribution.ts';
import { DescriptionList } from '../../../ui/components/description-list.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { Link } from '../../../ui/components/link.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { StatusTag } from '../../../ui/components/status-tag.tsx';
import { type Before, changeInWords, PartState } from './before.tsx';
import { LastAuthor } from './field-author.tsx';

export interface AnswerListProps {
  readonly form: FormDefinition;
  readonly answers: Draft;
  /** With links that lead back to the fields. */
  readonly editable: boolean;
  /** Then changes are marked, with what was answered before. */
  readonly before?: Before | undefined;
  /** What stands below an answer; of a week, below all its days. */
  readonly below?: (field: Field) => ComponentChildren;
  /** Who changed what last; absent while nobody shares the draft. */
  readonly authors?: Attribution | undefined;
  /** Sections to show; absent: all. */
  readonly only?: readonly string[];
}

export function AnswerList(props: AnswerListProps): JSX.Element {
  return (
    <>
      {sectionsOf(props).map((section) => (
        <Section key={section.id} id={`${section.id}-answers`} heading={section.title}>
          <PartState before={props.before} id={section.id} />
          <Answers {...props} fields={section.items.flatMap((item) => shownFields(props, item))} />
          {section.items.filter(isGroup).map((group) => (
            <Blocks key={group.id} {...props} group={group} />
          ))}
        </Section>
      ))}
    </>
  );
}

function sectionsOf({ form, only }: AnswerListProps) {
  return only === undefined ? form.sections : form.sections.filter(({ id }) => only.includes(id));
}

/** What is not asked for is left out, unless something stands in it. */
function shownFields({ form, answers }: AnswerListProps, item: Question | QuestionGroup): readonly Field[] {
  if (isGroup(item)) return [];
  return fieldsOfItem(item, {}).filter((field) => isShown(form, field, answers));
}

function isShown(form: FormDefinition, { name, question, block }: Field, answers: Draft): boolean {
  return isAsked(form, question, answers, block) || Object.hasOwn(answers, name);
}

function Blocks({ group, ...props }: AnswerListProps & { readonly group: QuestionGroup }): JSX.Element {
  const filled = filledBlocks(group, props.answers);
  if (filled.length === 0) return <p>{group.label}：入力はありません。</p>;
  return (
    <>
      {filled.map((index) => (
        <div key={`${group.id}.${index}`} class="app-block-answers">
          <Heading level={3}>{`${group.label}${index + 1}`}</Heading>
          <PartState before={props.before} id={`${group.id}.${index}`} />
          <Answers
            {...props}
            fields={fieldsOfBlock(group, index).filter((field) => isShown(props.form, field, props.answers))}
          />
        </div>
      ))}
    </>
  );
}

function Answers({
  fields,
  answers,
  editable,
  authors,
  before,
  below,
}: AnswerListProps & { readonly fields: readonly Field[] }) {
  if (fields.length === 0) return null;
  return (
    <DescriptionList
      items={fields.filter(isOwnRow).map((field) => ({
        term: labelOf(field),
        description: (
          <>
            {shownField(field, fields, answers)}
            <Change before={before} name={field.name} />
            <LastAuthor authors={authors} field={field} fields={fields} />
            {below?.(field)}
          </>
        ),
        ...(editable
          ? {
              action: (
                <Link href={`/s/form#${field.name}`}>
                  修正<span class="dads-visually-hidden">：{field.label}</span>
                </Link>
              ),
            }
          : {}),
      }))}
    />
  );
}

function labelOf({ question }: Field): string {
  return question.type === 'day-hours' ? question.week.label : question.label;
}

function shownField({ name, question }: Field, fields: readonly Field[], answers: Draft): JSX.Element {
  return question.type === 'day-hours' ? shownWeek(question, fields, answers) : shown(question, answers[name]);
}

/** A week is read in one row, where its first day stands. */
function isOwnRow({ question }: Field): boolean {
  return question.type !== 'day-hours' || question.day === firstWeekDay;
}

function shownWeek({ week }: DayHoursQuestion, fields: readonly Field[], answers: Draft): JSX.Element {
  const byQuestion = new Map(fields.map(({ name, question }) => [question.id, answers[name]]));
  const days = fields.map(({ question }) => question).filter((question) => isOfWeek(question, week.id));
  const words = weekInWords(days, ({ id }) => byQuestion.get(id));
  if (words === undefined) return <span class="app-unanswered">未回答</span>;
  return <span class="app-answer">{`${words.days}\n${words.hours}`}</span>;
}

function shown(question: Question, answer: Draft[string] | undefined): JSX.Element {
  if (answer === undefined) return <span class="app-unanswered">未回答</span>;
  return <span class="app-answer">{displayAnswer(question, answer)}</span>;
}

/** Only where it differs: what is as before needs no second look. */
function Change({ before, name }: Pick<AnswerListProps, 'before'> & { readonly name: string }) {
  const words = changeInWords(before, name);
  if (words === undefined) return null;
  return (
    <span class="app-change">
      <StatusTag tone="warning">変更</StatusTag>
      <span class="app-answer">前回：{words}</span>
    </span>
  );
}
