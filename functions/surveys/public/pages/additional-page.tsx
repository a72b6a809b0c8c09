/** 追加の質問: on top of the form for whoever has begun, on a page of their own for whoever has submitted. */
import type { JSX } from 'preact';
import { warekiWithWeekday } from '../../../../shared/calendar/wareki.ts';
import { blocksOf, type Draft } from '../../../../shared/programmes/form-draft.ts';
import type { AdditionalQuestions, NewQuestion } from '../../../../shared/surveys/additional-questions.ts';
import { Button, ButtonGroup, ButtonLink } from '../../../ui/components/button.tsx';
import { ErrorSummary, type FieldError } from '../../../ui/components/error-summary.tsx';
import { Form, type FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { Link } from '../../../ui/components/link.tsx';
import { NotificationBanner } from '../../../ui/components/notification-banner.tsx';
import { FormFields } from './form-fields.tsx';
import { renderSurveyPage, type SurveyHead } from './survey-frame.tsx';

export function NewQuestions({ news }: { readonly news: readonly NewQuestion[] }): JSX.Element | null {
  if (news.length === 0) return null;
  return (
    <NotificationBanner kind="info" heading="追加の質問">
      <p>入力の途中で調査票が新しくなりました。これまでの入力は残っています。次の質問に回答してください。</p>
      <ul>
        {news.map(({ name, label }) => (
          <li key={name}>
            <Link href={`#${name}`}>{label}</Link>
          </li>
        ))}
      </ul>
    </NotificationBanner>
  );
}

export function AdditionalNotice({ additional }: { readonly additional: AdditionalQuestions | undefined }) {
  if (additional === undefined || additional.part.sections.length === 0) return null;
  return (
    <NotificationBanner kind="warning" heading="追加の質問があります">
      <p>
        提出した回答は、そのまま受け付けています。追加の質問に、{warekiWithWeekday(additional.dueOn)}
        までに回答してください。
      </p>
      <p>
        <ButtonLink href="/s/additional">追加の質問に回答する</ButtonLink>
      </p>
    </NotificationBanner>
  );
}

export interface AdditionalPage {
  readonly head: SurveyHead;
  readonly additional: AdditionalQuestions;
  readonly typed: Draft;
  readonly errors: readonly FieldError[];
  readonly guard: FormGuardProps;
}

export function renderAdditionalPage({ head, additional, typed, errors, guard }: AdditionalPage): string {
  const { part, answered, form, dueOn } = additional;
  return renderSurveyPage({
    ...{ title: '追加の質問', head, hasErrors: errors.length > 0, scripts: ['conditions.js'] },
    children: (
      <>
        <ErrorSummary errors={errors} />
        <Heading level={1}>追加の質問</Heading>
        <p>
          提出した回答はそのまま残り、ここで回答した内容が加わります。{warekiWithWeekday(dueOn)}までに回答してください。
        </p>
        <Form action="/s/additional" {...guard}>
          <FormFields
            form={part}
            answers={{ ...answered, ...typed }}
            blocks={blocksOf(form, answered)}
            errors={errors}
            comments={[]}
          />
          <ButtonGroup>
            <Button>追加の質問の回答を提出する</Button>
            <ButtonLink href="/s/receipt" weight="outline">
              提出した内容に戻る
            </ButtonLink>
          </ButtonGroup>
        </Form>
      </>
    ),
  });
}
