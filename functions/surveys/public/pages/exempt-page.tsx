import { Heading } from '../../../ui/components/heading.tsx';
import { NotificationBanner } from '../../../ui/components/notification-banner.tsx';
import { AnswerList } from './answer-list.tsx';
import type { ClosedPage } from './closed-page.tsx';
import { renderSurveyPage } from './survey-frame.tsx';

/** The body has excused the organisation: no answer is wanted, whom to ask, and what was saved. */
export function renderExemptPage({ head, form, opened }: ClosedPage): string {
  const { section, phone } = head.contact;
  return renderSurveyPage({
    ...{ title: '調査の対象外', head },
    children: (
      <>
        <Heading level={1}>この調査の対象外とされています</Heading>
        <NotificationBanner kind="info" heading="回答は必要ありません">
          <p>
            貴団体は、事務局の判断により、この調査の対象外とされています。回答が必要な場合は、{section}
            {phone === undefined ? '' : `（電話 ${phone}）`}にお問い合わせください。
          </p>
        </NotificationBanner>
        {opened.draft === undefined ? null : (
          <>
            <p>保存した下書きは残っています。</p>
            <AnswerList form={form} answers={opened.draft.answers} editable={false} />
          </>
        )}
      </>
    ),
  });
}
