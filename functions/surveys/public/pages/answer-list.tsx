/** Answers as they are read: by section and block, labels instead of values, 未回答 where nothing was answered. */
import type { JSX } from 'preact';
import { displayAnswer } from '../../../../shared/programmes/check-answer.ts';
import {
  type Field,
  type FormDefinition,
  fieldsOfBlock,
  isGroup,
  type Question,
  type QuestionGroup,
} from '../../../../shared/programmes/form-definition.ts';
import { type Draft, filledBlocks } from '../../../../shared/programmes/form-draft.ts';
import { isAsked } from '../../../../shared/programmes/form-submission.ts';
import { DescriptionList } from '../../../ui/components/description-list.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { Link } from '../../../ui/components/link.tsx';
import { Section } from '../../../ui/components/section.tsx';

export interface AnswerListProps {
  readonly form: FormDefinition;
  readonly answers: Draft;
  /** With links that lead back to the fields. */
  readonly editable: boolean;
}

export function AnswerList(props: AnswerListProps): JSX.Element {
  return (
    <>
      {props.form.sections.map((section) => (
        <Section key={section.id} id={`${section.id}-answers`} heading={section.title}>
          <Answers {...props} fields={section.items.flatMap((item) => singleField(item, props.answers))} />
          {section.items.filter(isGroup).map((group) => (
            <Blocks key={group.id} {...props} group={group} />
          ))}
        </Section>
      ))}
    </>
  );
}

function singleField(item: Question | QuestionGroup, answers: Draft): readonly Field[] {
  if (isGroup(item) || !(isAsked(item, answers) || Object.hasOwn(answers, item.id))) return [];
  return [{ name: item.id, label: item.label, question: item }];
}

function Blocks({ group, ...props }: AnswerListProps & { readonly group: QuestionGroup }): JSX.Element {
  const filled = filledBlocks(group, props.answers);
  if (filled.length === 0) return <p>{group.label}：入力はありません。</p>;
  return (
    <>
      {filled.map((index) => (
        <div key={`${group.id}.${index}`} class="app-block-answers">
          <Heading level={3}>{`${group.label}${index + 1}`}</Heading>
          <Answers {...props} fields={fieldsOfBlock(group, index)} />
        </div>
      ))}
    </>
  );
}

function Answers({ fields, answers, editable }: AnswerListProps & { readonly fields: readonly Field[] }) {
  if (fields.length === 0) return null;
  return (
    <DescriptionList
      items={fields.map(({ name, label, question }) => ({
        term: question.label,
        description: shown(question, answers[name]),
        ...(editable
          ? {
              action: (
                <Link href={`/s/form#${name}`}>
                  修正<span class="dads-visually-hidden">：{label}</span>
                </Link>
              ),
            }
          : {}),
      }))}
    />
  );
}

function shown(question: Question, answer: Draft[string] | undefined): JSX.Element {
  if (answer === undefined) return <span class="app-unanswered">未回答</span>;
  return <span class="app-answer">{displayAnswer(question, answer)}</span>;
}
