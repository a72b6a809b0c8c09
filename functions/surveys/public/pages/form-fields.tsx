/** The questions of a form as controls, section by section, with the blocks of each group. */
import type { JSX } from 'preact';
import { isAsked } from '../../../../shared/programmes/condition.ts';
import {
  choicesOf,
  type Field,
  type FormDefinition,
  type FormSection,
  fieldsOfBlock,
  isGroup,
  type QuestionGroup,
} from '../../../../shared/programmes/form-definition.ts';
import type { Draft } from '../../../../shared/programmes/form-draft.ts';
import { firstWeekDay, isOfWeek } from '../../../../shared/programmes/weekly-hours.ts';
import type { Attribution } from '../../../../shared/surveys/attribution.ts';
import type { FormSectionIds } from '../../../../shared/surveys/delegation.ts';
import type { FieldComment } from '../../../../shared/surveys/invitation.ts';
import { Button } from '../../../ui/components/button.tsx';
import { CheckboxGroup, RadioGroup } from '../../../ui/components/choice-group.tsx';
import type { FieldError } from '../../../ui/components/error-summary.tsx';
import type { FieldProps } from '../../../ui/components/field.tsx';
import { Fieldset } from '../../../ui/components/fieldset.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { TextArea } from '../../../ui/components/text-area.tsx';
import { TextField } from '../../../ui/components/text-field.tsx';
import { blockCountField } from '../form-post.ts';
import { type Before, earlierAnswer, LockedAnswer, lockedField, SameAsBefore } from './before.tsx';
import { CommentNote, withComment } from './comment-note.tsx';
import { ConditionalField, conditionInWords } from './conditional-field.tsx';
import { LastAuthor } from './field-author.tsx';
import { publicationOf, supportOf } from './question-support.tsx';
import { ReadOnlySection } from './shared-notices.tsx';
import { WeekFields } from './week-fields.tsx';

export interface FormFieldsProps {
  readonly form: FormDefinition;
  readonly answers: Draft;
  /** How many blocks of each group are shown. */
  readonly blocks: Readonly<Record<string, number>>;
  readonly errors: readonly FieldError[];
  /** What was answered last time, beside each field; absent where nothing is known. */
  readonly before?: Before | undefined;
  /** What was asked about single fields when the answer was returned. */
  readonly comments: readonly FieldComment[];
  /** Who changed what last; absent while nobody shares the draft. */
  readonly authors?: Attribution | undefined;
  /** The sections that may be changed here; absent: all. */
  readonly own?: FormSectionIds | undefined;
  /** Where nobody knows what stands in the others, they are left out. */
  readonly hidesOthers?: boolean;
}

export function FormFields(props: FormFieldsProps): JSX.Element {
  return (
    <>
      {sectionsOf(props).map((section) =>
        props.own?.includes(section.id) === false ? (
          <ReadOnlySection key={section.id} sectionId={section.id} {...props} />
        ) : (
          <Section key={section.id} id={section.id} heading={section.title}>
            {section.hint === undefined ? null : <p>{section.hint}</p>}
            <p class="dads-support-text">{publicationOf(section)}</p>
            <SameAsBefore before={props.before} id={section.id} title={section.title} />
            {section.items.map((item) =>
              isGroup(item) ? (
                <Group key={item.id} group={item} {...props} />
              ) : (
                <Fields key={item.id} fields={[{ name: item.id, label: item.label, question: item }]} {...props} />
              ),
            )}
          </Section>
        ),
      )}
    </>
  );
}

function sectionsOf({ form, own, hidesOthers }: FormFieldsProps): readonly FormSection[] {
  return hidesOthers === true && own !== undefined ? form.sections.filter(({ id }) => own.includes(id)) : form.sections;
}

/** A group that an answer rules out stays away, unless something stands in it: nothing typed is hidden. */
function Group({ group, ...props }: FormFieldsProps & { readonly group: QuestionGroup }) {
  const { form, answers, blocks } = props;
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
        <Block key={fieldsOfBlock(group, index)[0]?.name} {...{ group, index, shown, ...props }} />
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
      <SameAsBefore before={props.before} id={legend.id} title={title} />
      <Fields fields={fieldsOfBlock(group, index)} {...props} />
      {mayEnd(group, index, props.answers) ? (
        <div>
          <Button weight="text" size="md" formAction="/s/form/retire-block" name="block" value={legend.id}>
            {title}は廃止した
          </Button>
        </div>
      ) : null}
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

/** What has a name and is not said to have ended yet. */
function mayEnd(group: QuestionGroup, index: number, answers: Draft): boolean {
  const fields = fieldsOfBlock(group, index);
  const state = fields.find(({ question }) => question.id === group.retiredWhen?.question);
  const hasEnded = group.retiredWhen?.isAnyOf.includes(String(answers[state?.name ?? ''])) === true;
  return state !== undefined && !hasEnded && answers[fields[0]?.name ?? ''] !== undefined;
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
              <>
                <CommentNote comments={props.comments} name={name} />
                <WeekFields
                  label={question.week.label}
                  fields={fields.filter((each) => isOfWeek(each.question, question.week.id))}
                  {...props}
                />
              </>
            ) : (
              <Control field={field} {...props} />
            )}
            <LastAuthor authors={props.authors} field={field} fields={fields} />
          </ConditionalField>
        );
      })}
    </>
  );
}

function Control({ field, form, answers, errors, before, comments }: FormFieldsProps & { readonly field: Field }) {
  const { name, question } = field;
  const locked = lockedField(before, name);
  if (locked !== undefined) return <LockedAnswer field={locked} />;
  const answer = answers[name];
  const text = typeof answer === 'string' ? answer : (answer?.[0] ?? '');
  const common: FieldProps = {
    ...{ name, label: question.label, need: question.required ? 'required' : 'optional' },
    error: errors.find((error) => error.field === name)?.message,
    support: withComment(comments, name, supportOf(form, question, earlierAnswer(before, name))),
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
