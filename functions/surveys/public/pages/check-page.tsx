import { isPastDue } from '../../../../shared/calendar/due-rule.ts';
import type { Instant } from '../../../../shared/kernel/time.ts';
import type { Draft, FieldProblem } from '../../../../shared/programmes/form-draft.ts';
import type { Attribution } from '../../../../shared/surveys/attribution.ts';
import type { Delegation } from '../../../../shared/surveys/delegation.ts';
import type { OpenedForm } from '../../../../shared/surveys/open-form.ts';
import { Button, ButtonGroup, ButtonLink } from '../../../ui/components/button.tsx';
import { Form, type FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { Link } from '../../../ui/components/link.tsx';
import { NotificationBanner } from '../../../ui/components/notification-banner.tsx';
import { Steps } from '../../../ui/components/steps.tsx';
import { AnswerList } from './answer-list.tsx';
import { type Before, GoneBlocks } from './before.tsx';
import { answeringSteps } from './form-page.tsx';
import { ColleagueNotice } from './shared-notices.tsx';
import { renderSurveyPage, type SurveyHead } from './survey-frame.tsx';

export interface CheckPage {
  readonly head: SurveyHead;
  readonly opened: OpenedForm;
  readonly answers: Draft;
  readonly before: Before | undefined;
  /** What is missing or wrong; empty where it may be submitted. */
  readonly problems: readonly FieldProblem[];
  readonly guard: FormGuardProps;
  readonly now: Instant;
  /** Somebody saved in between, so that it was not submitted. */
  readonly changedMeanwhile: boolean;
  /** Of a colleague, who does not submit. */
  readonly mine?: Delegation;
  readonly authors?: Attribution;
}

export function renderCheckPage(page: CheckPage): string {
  const { head, opened, problems } = page;
  const isReady = problems.length === 0;
  return renderSurveyPage({
    ...{ title: '内容の確認', head, hasErrors: !isReady },
    children: (
      <>
        {isReady ? null : <Problems problems={problems} />}
        {page.changedMeanwhile ? (
          <NotificationBanner kind="warning" heading="まだ提出していません" announce>
            <p>確認している間に、ほかの画面で回答が変更されました。最新の内容を確かめてから、提出してください。</p>
          </NotificationBanner>
        ) : null}
        <Steps steps={answeringSteps} current={1} />
        <Heading level={1}>内容の確認</Heading>
        {page.mine === undefined ? null : <ColleagueNotice form={opened.form} mine={page.mine} />}
        {isReady && page.mine === undefined ? (
          <p>まだ提出していません。内容を確かめて、ページの最後の「提出する」を押してください。</p>
        ) : null}
        <GoneBlocks before={page.before} />
        <AnswerList
          form={opened.form}
          answers={page.answers}
          editable={page.mine?.formSections === undefined}
          authors={page.authors}
          before={page.before}
        />
        {page.mine === undefined ? null : <p>担当する部分の入力が終わったら、取りまとめ担当に伝えてください。</p>}
        {isReady && page.mine === undefined ? <Submit {...page} /> : null}
        <p>
          <ButtonLink href={isReady ? '/s/form' : '/s/form?check=1'} weight="outline">
            入力に戻る
          </ButtonLink>
        </p>
      </>
    ),
  });
}

function Problems({ problems }: { readonly problems: readonly FieldProblem[] }) {
  return (
    <NotificationBanner kind="error" heading="このままでは提出できません" announce>
      <p>次の{problems.length}か所を直してください。入力した内容は、下書きとして保存しています。</p>
      <ul>
        {problems.map(({ field, message }) => (
          <li key={field}>
            <Link href={`/s/form?check=1#${field}`}>{message}</Link>
          </li>
        ))}
      </ul>
    </NotificationBanner>
  );
}

function Submit({ opened, guard, now }: CheckPage) {
  return (
    <Form action="/s/submit" {...guard}>
      <input type="hidden" name="draftVersion" value={String(opened.draft?.version ?? 0)} />
      {isPastDue(opened.invitation.dueOn, now) ? (
        <NotificationBanner kind="warning" heading="提出期限を過ぎています">
          <p>提出できますが、期限後の提出として記録します。</p>
        </NotificationBanner>
      ) : null}
      <p>
        <strong>{opened.invitation.organisationName}</strong>の回答として提出します。提出すると、受付番号を表示します。
      </p>
      <ButtonGroup>
        <Button>提出する</Button>
      </ButtonGroup>
    </Form>
  );
}
