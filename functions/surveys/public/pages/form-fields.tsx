/** The questions of a form as controls, section by section, with the blocks of each group. */
import type { ComponentChildren, JSX } from 'preact';
import { isAsked } from '../../../../shared/programmes/condition.ts';
import {
  choicesOf,
  type Field,
  type FormDefinition,
  type FormSection,
  fieldsOfBlock,
  isGroup,
  type Question,
  type QuestionGroup,
} from '../../../../shared/programmes/form-definition.ts';
import type { Draft } from '../../../../shared/programmes/form-draft.ts';
import { firstWeekDay, isOfWeek } from '../../../../shared/programmes/weekly-hours.ts';
import { Button } from '../../../ui/components/button.tsx';
import { CheckboxGroup, RadioGroup } from '../../../ui/components/choice-group.tsx';
import type { FieldError } from '../../../ui/components/error-summary.tsx';
import type { FieldProps } from '../../../ui/components/field.tsx';
import { Fieldset } from '../../../ui/components/fieldset.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { TextArea } from '../../../ui/components/text-area.tsx';
import { TextField } from '../../../ui/components/text-field.tsx';
import { blockCountField } from '../form-post.ts';
import { ConditionalField, conditionInWords } from './conditional-field.tsx';
import { WeekFields } from './week-fields.tsx';

export interface FormFieldsProps {
  readonly form: FormDefinition;
  readonly answers: Draft;
  /** How many blocks of each group are shown. */
  readonly blocks: Readonly<Record<string, number>>;
  readonly errors: readonly FieldError[];
}

export function FormFields(props: FormFieldsProps): JSX.Element {
  return (
    <>
      {props.form.sections.map((section) => (
        <Section key={section.id} id={section.id} heading={section.title}>
          {section.hint === undefined ? null : <p>{section.hint}</p>}
          <p class="dads-support-text">{publicationOf(section)}</p>
          {section.items.map((item) =>
            isGroup(item) ? (
              <Group key={item.id} group={item} {...props} />
            ) : (
              <Fields key={item.id} fields={[{ name: item.id, label: item.label, question: item }]} {...props} />
            ),
          )}
        </Section>
      ))}
    </>
  );
}

/** Said once for a section where all its answers go the same way. */
function publicationOf(section: FormSection): string {
  const questions = questionsOf(section);
  if (questions.every(({ publish }) => publish)) {
    return '入力した内容は、受理のあと、ポータルサイトに掲載します。';
  }
  return questions.some(({ publish }) => publish)
    ? '「掲載しません」と書かれた項目のほかは、受理のあと、ポータルサイトに掲載します。'
    : '入力した内容は、ポータルサイトには掲載しません。';
}

function questionsOf(section: FormSection): readonly Question[] {
  return section.items.flatMap((item): readonly Question[] => (isGroup(item) ? item.questions : [item]));
}

/** An answer that stays inside although others of its section are published. */
function isHeldBack(form: FormDefinition, question: Question): boolean {
  const section = form.sections.find((each) => questionsOf(each).includes(question));
  return !question.publish && section !== undefined && questionsOf(section).some(({ publish }) => publish);
}

/** A group that an answer rules out stays away, unless something stands in it: nothing typed is hidden. */
function Group({ group, form, answers, blocks, errors }: FormFieldsProps & { readonly group: QuestionGroup }) {
  const shown = blocks[group.id] ?? 0;
  const isRuledOut =
    group.showWhen !== undefined && answers[group.showWhen.question] !== undefined && !isAsked(form, group, answers);
  const isFilled = Object.keys(answers).some((name) => name.startsWith(`${group.id}.`));
  const isShown = !isRuledOut || isFilled;
  return (
    <div class="app-blocks" id={group.id}>
      <input type="hidden" name={blockCountField(group.id)} value={String(isShown ? shown : 0)} />
      {isShown ? null : (
        <p class="dads-support-text">
          {group.label}の入力欄は、{conditionInWords({ form, condition: group.showWhen })}
          うえで下書きを保存すると、表示されます。
        </p>
      )}
      {isShown && group.hint !== undefined ? <p class="dads-support-text">{group.hint}</p> : null}
      {Array.from({ length: isShown ? shown : 0 }, (_, index) => (
        <Block key={fieldsOfBlock(group, index)[0]?.name} {...{ group, index, shown, form, answers, blocks, errors }} />
      ))}
      {isShown && shown < group.max ? (
        <div>
          <Button weight="outline" size="md" formAction="/s/form/add-block" name="group" value={group.id}>
            {group.label}を追加する
          </Button>
        </div>
      ) : null}
    </div>
  );
}

interface BlockProps extends FormFieldsProps {
  readonly group: QuestionGroup;
  readonly index: number;
  readonly shown: number;
}

function Block({ group, index, shown, ...props }: BlockProps): JSX.Element {
  const title = `${group.label}${index + 1}`;
  const legend = { legend: title, id: `${group.id}.${index}` };
  return (
    <Fieldset {...legend}>
      <Fields fields={fieldsOfBlock(group, index)} {...props} />
      {shown > group.min ? (
        <div>
          <Button weight="text" size="md" formAction="/s/form/remove-block" name="block" value={`${group.id}.${index}`}>
            {title}を削除する
          </Button>
        </div>
      ) : null}
    </Fieldset>
  );
}

/** The nine fields of a week are drawn as one set, where the first of them stands. */
function Fields({ fields, ...props }: FormFieldsProps & { readonly fields: readonly Field[] }): JSX.Element {
  return (
    <>
      {fields.map((field) => {
        const { name, question, block } = field;
        if (question.type === 'day-hours' && question.day !== firstWeekDay) return null;
        return (
          <ConditionalField key={name} form={props.form} condition={question.showWhen} block={block}>
            {question.type === 'day-hours' ? (
              <WeekFields
                label={question.week.label}
                fields={fields.filter((each) => isOfWeek(each.question, question.week.id))}
                {...props}
              />
            ) : (
              <Control field={field} {...props} />
            )}
          </ConditionalField>
        );
      })}
    </>
  );
}

function Control({ field, form, answers, errors }: FormFieldsProps & { readonly field: Field }): JSX.Element {
  const { name, question } = field;
  const answer = answers[name];
  const text = typeof answer === 'string' ? answer : (answer?.[0] ?? '');
  const common: FieldProps = {
    ...{ name, label: question.label, need: question.required ? 'required' : 'optional' },
    error: errors.find((error) => error.field === name)?.message,
    ...supportOf(form, question),
  };
  switch (question.type) {
    case 'text':
    case 'hours':
    case 'day-hours':
      return <TextField {...common} value={text} />;
    case 'phone':
      return <TextField {...common} value={text} kind="tel" width="md" />;
    case 'mail':
      return <TextField {...common} value={text} kind="email" />;
    case 'url':
      return <TextField {...common} value={text} kind="url" />;
    case 'date':
      return <TextField {...common} value={text} width="md" />;
    case 'number':
      return <TextField {...common} value={text} kind="digits" width="xs" unit={question.unit} />;
    case 'long-text':
      return <TextArea {...common} value={text} />;
    case 'postal-address':
      return <TextArea {...common} value={text} rows={2} />;
    case 'single-choice':
    case 'yes-no-undecided':
      return <RadioGroup {...common} choices={choicesOf(question)} value={text} />;
    case 'multiple-choice':
      return (
        <CheckboxGroup
          {...common}
          choices={choicesOf(question)}
          values={typeof answer === 'string' ? [answer] : (answer ?? [])}
        />
      );
  }
}

/** Hint, definition, length, whether it stays inside, and why a personal answer is asked for. */
function supportOf(form: FormDefinition, question: Question): { readonly support?: ComponentChildren } {
  const parts = [
    question.hint,
    question.comparison === undefined ? undefined : `定義：${question.comparison.definition}`,
    question.type === 'long-text' ? `${question.maxLength}文字まで入力できます。` : undefined,
    isHeldBack(form, question) ? '掲載しません。' : undefined,
    question.personal === false
      ? undefined
      : `利用目的：${question.personal.purpose}。保存期間：${question.personal.retention}。`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? {} : { support: parts.join(' ') };
}
