/** 差戻し: the answer once more, with room for a comment below each field, the reason and the new day. */
import type { Caller } from '../../../../shared/access/policy.ts';
import { draftFrom } from '../../../../shared/programmes/form-submission.ts';
import type { ReadResponse } from '../../../../shared/surveys/read-response.ts';
import { commentField } from '../../../../shared/surveys/return-response.ts';
import type { Round } from '../../../../shared/surveys/round.ts';
import { Button, ButtonGroup, ButtonLink } from '../../../ui/components/button.tsx';
import { Details } from '../../../ui/components/details.tsx';
import { ErrorSummary, type FieldError } from '../../../ui/components/error-summary.tsx';
import { Form, type FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { TextArea } from '../../../ui/components/text-area.tsx';
import { TextField } from '../../../ui/components/text-field.tsx';
import { renderConsolePage } from '../../../ui/console-page.tsx';
import { AnswerList } from '../../public/pages/answer-list.tsx';
import { SeenVersion } from './review-section.tsx';
import { crumbsOf, roundHref, roundsPart } from './round-parts.tsx';

export interface ReturnForm {
  readonly reason: string;
  readonly dueOn: string;
  /** By name of field. */
  readonly comments: Readonly<Record<string, string>>;
  readonly errors: readonly FieldError[];
}

export interface ReturnPage extends ReadResponse {
  readonly caller: Caller;
  readonly guard: FormGuardProps;
  readonly round: Round;
  readonly returning: ReturnForm;
}

export function renderReturnPage(page: ReturnPage): string {
  const { caller, guard, round, invitation, returning } = page;
  const base = roundHref(invitation, `/organisations/${invitation.organisationId}`);
  return renderConsolePage({
    title: `${invitation.organisationName}の回答の差戻し`,
    caller,
    guard,
    part: roundsPart,
    hasErrors: returning.errors.length > 0,
    breadcrumb: crumbsOf(round, '回答の差戻し'),
    children: (
      <>
        <ErrorSummary errors={returning.errors} />
        <Heading level={1} shoulder={round.title}>
          {invitation.organisationName}の回答の差戻し
        </Heading>
        <p>
          理由と新しい期限を入力してください。直してほしい項目には、項目ごとにコメントを付けられます。理由とコメントは、回答した団体にそのまま表示します。団体に送るメールには載せません。
        </p>
        <Form {...guard} action={`${base}/return`}>
          <SeenVersion invitation={invitation} />
          <Words returning={returning} />
          <Commented {...page} />
          <ButtonGroup>
            <Button busyText="差し戻しています">差し戻す</Button>
            <ButtonLink weight="outline" href={base}>
              差し戻さない
            </ButtonLink>
          </ButtonGroup>
        </Form>
      </>
    ),
  });
}

function errorOf({ errors }: ReturnForm, field: string): string | undefined {
  return errors.find((error) => error.field === field)?.message;
}

function Words({ returning }: Pick<ReturnPage, 'returning'>) {
  return (
    <>
      <TextArea
        name="reason"
        label="差戻しの理由"
        need="required"
        value={returning.reason}
        error={errorOf(returning, 'reason')}
        maxLength={2000}
      />
      <TextField
        name="dueOn"
        label="新しい期限"
        support="開庁日を指定してください。この日の終わりまで、同じリンクから提出し直せます。"
        kind="date"
        width="sm"
        need="required"
        value={returning.dueOn}
        error={errorOf(returning, 'dueOn')}
      />
    </>
  );
}

function Commented({ form, response, returning }: ReturnPage) {
  if (response === undefined) return null;
  return (
    <Section id="comments" heading="項目ごとのコメント">
      <AnswerList
        form={form}
        answers={draftFrom(form, response.submission)}
        editable={false}
        below={({ name, label }) => {
          const typed = returning.comments[name] ?? '';
          return (
            <Details summary={`${label}にコメントを付ける`} open={typed !== ''}>
              <TextArea
                name={commentField(name)}
                label={`${label}へのコメント`}
                need="optional"
                rows={2}
                value={typed}
                error={errorOf(returning, commentField(name))}
                maxLength={500}
              />
            </Details>
          );
        }}
      />
    </Section>
  );
}
