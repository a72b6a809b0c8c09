import { warekiWithWeekday } from '../../../../shared/calendar/wareki.ts';
import type { FormDefinition } from '../../../../shared/programmes/form-definition.ts';
import type { OpenedInvitation } from '../../../../shared/surveys/invitation-repository.ts';
import { Heading } from '../../../ui/components/heading.tsx';
import { NotificationBanner } from '../../../ui/components/notification-banner.tsx';
import { AnswerList } from './answer-list.tsx';
import { renderSurveyPage, type SurveyHead } from './survey-frame.tsx';

export interface ClosedPage {
  readonly head: SurveyHead;
  readonly form: FormDefinition;
  readonly opened: OpenedInvitation;
}

/** After the closing day: why nothing is taken, whom to ask, and what was saved, to be read. */
export function renderClosedPage({ head, form, opened }: ClosedPage): string {
  const { section, phone } = head.contact;
  return renderSurveyPage({
    ...{ title: '受付の終了', head },
    children: (
      <>
        <Heading level={1}>回答の受付は終了しました</Heading>
        <NotificationBanner kind="warning" heading="提出できません">
          <p>
            受付は、{warekiWithWeekday(opened.invitation.closesOn)}
            に終了しました。回答が必要な場合は、{section}
            {phone === undefined ? '' : `（電話 ${phone}）`}にお問い合わせください。
          </p>
        </NotificationBanner>
        {opened.draft === undefined ? (
          <p>保存された下書きはありません。</p>
        ) : (
          <>
            <p>保存した下書きは残っています。次の内容は、まだ提出されていません。</p>
            <AnswerList form={form} answers={opened.draft.answers} editable={false} />
          </>
        )}
      </>
    ),
  });
}
