import { isPastDue } from '../../../../shared/calendar/due-rule.ts';
import { warekiWithWeekday } from '../../../../shared/calendar/wareki.ts';
import { type Instant, jstDateOf } from '../../../../shared/kernel/time.ts';
import type { FoundInvitation } from '../../../../shared/surveys/find-invitation-by-token.ts';
import type { SurveyContact } from '../../../../shared/surveys/survey-programmes.ts';
import { Button } from '../../../ui/components/button.tsx';
import { DescriptionList } from '../../../ui/components/description-list.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { NotificationBanner } from '../../../ui/components/notification-banner.tsx';
import { renderSurveyPage } from './survey-frame.tsx';

export interface LandingPage extends FoundInvitation {
  /** Where the button sends to: the address of the link itself. */
  readonly action: string;
  readonly contact: SurveyContact;
  readonly now: Instant;
}

/** What a link shows before anybody has pressed anything. Mail scanners see it too, so it holds no answers. */
export function renderLandingPage({ entry, isSubmitted, action, contact, now }: LandingPage): string {
  const { surveyTitle, organisationName, dueOn, closesOn, submittedAt } = entry;
  const isLate = !isSubmitted && isPastDue(dueOn, now);
  return renderSurveyPage({
    title: '回答のご案内',
    head: { surveyTitle, organisationName, dueOn, contact },
    children: (
      <>
        <Heading level={1}>回答のご案内</Heading>
        {submittedAt === undefined ? null : (
          <NotificationBanner kind="success" heading="この調査の回答は提出済みです">
            <p>{warekiWithWeekday(jstDateOf(submittedAt))}に受け付けました。</p>
          </NotificationBanner>
        )}
        {isLate ? (
          <NotificationBanner kind="warning" heading="提出期限を過ぎています">
            <p>{warekiWithWeekday(closesOn)}まで受け付けます。お早めにご回答ください。</p>
          </NotificationBanner>
        ) : null}
        <p>
          このページは、<strong>{organisationName}</strong>
          のご担当課にお送りした回答用のページです。団体名がちがう場合は、回答せずに下の問い合わせ先へご連絡ください。
        </p>
        <DescriptionList
          items={[
            { term: '調査の名称', description: surveyTitle },
            { term: '回答する団体', description: organisationName },
            { term: '提出期限', description: warekiWithWeekday(dueOn) },
            { term: '受付終了', description: warekiWithWeekday(closesOn) },
          ]}
        />
        <form class="dads-form" method="post" action={action} data-submit-once>
          <p>
            {isSubmitted
              ? '提出した内容と受付番号を確認できます。'
              : '途中で保存できます。同じリンクから、別の端末でも続きを入力できます。'}
          </p>
          <div>
            <Button>{isSubmitted ? '提出した内容を確認する' : '回答をはじめる'}</Button>
          </div>
        </form>
      </>
    ),
  });
}
