import { grouped } from '../../../../shared/kernel/reference-number.ts';
import { draftFrom } from '../../../../shared/programmes/form-submission.ts';
import { type OpenedForm, receiptOf } from '../../../../shared/surveys/open-form.ts';
import { DescriptionList } from '../../../ui/components/description-list.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { NotificationBanner } from '../../../ui/components/notification-banner.tsx';
import { momentText } from '../words.ts';
import { AnswerList } from './answer-list.tsx';
import { renderSurveyPage, type SurveyHead } from './survey-frame.tsx';

/** To be printed and kept. Shown as often as the link is opened after the submission. */
export function renderReceiptPage({
  head,
  opened,
}: {
  readonly head: SurveyHead;
  readonly opened: OpenedForm;
}): string {
  const { invitation, response, form } = opened;
  const receipt = receiptOf(opened);
  if (receipt === undefined || response === undefined) throw new Error('a receipt without a response');
  const number = grouped(receipt.referenceNumber);
  return renderSurveyPage({
    ...{ title: '提出の完了', head },
    children: (
      <>
        <Heading level={1}>提出の完了</Heading>
        <NotificationBanner kind="success" heading="回答を受け付けました">
          <p>
            受付番号：<strong class="app-receipt-number">{number}</strong>
          </p>
        </NotificationBanner>
        <DescriptionList
          items={[
            { term: '受付番号', description: number },
            {
              term: '提出日時',
              description: `${momentText(receipt.submittedAt)}${receipt.isLate ? '（期限後の提出）' : ''}`,
            },
            { term: '回答した団体', description: invitation.organisationName },
            { term: '調査の名称', description: invitation.surveyTitle },
            {
              term: '状態',
              description: invitation.status === 'accepted' ? '受理済み' : '提出済み（内容を確認しています）',
            },
          ]}
        />
        <p>
          このページを印刷して、控えとして保管してください。受付番号は、お問い合わせのときに必要です。内容について、担当者から確認のご連絡をする場合があります。
        </p>
        <Heading level={2}>提出した内容</Heading>
        <AnswerList form={form} answers={draftFrom(form, response.submission)} editable={false} />
      </>
    ),
  });
}
