import { warekiWithWeekday } from '../../../../shared/calendar/wareki.ts';
import { grouped } from '../../../../shared/kernel/reference-number.ts';
import { draftFrom } from '../../../../shared/programmes/form-submission.ts';
import { type OpenedForm, receiptOf } from '../../../../shared/surveys/open-form.ts';
import type { RecallObstacle } from '../../../../shared/surveys/recall-response.ts';
import { Button, ButtonGroup } from '../../../ui/components/button.tsx';
import { DescriptionList } from '../../../ui/components/description-list.tsx';
import { Details } from '../../../ui/components/details.tsx';
import { Form, type FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { Link } from '../../../ui/components/link.tsx';
import { NotificationBanner } from '../../../ui/components/notification-banner.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { publicProblems } from '../../problems.ts';
import { momentText } from '../words.ts';
import { AdditionalNotice } from './additional-page.tsx';
import { AnswerList } from './answer-list.tsx';
import { renderSurveyPage, type SurveyHead } from './survey-frame.tsx';

export interface ReceiptPage {
  readonly head: SurveyHead;
  readonly opened: OpenedForm;
  /** Why the answer cannot be taken back; absent where it can. */
  readonly obstacle: RecallObstacle | undefined;
  readonly guard: FormGuardProps;
}

/** To be printed and kept. Shown as often as the link is opened after the submission. */
export function renderReceiptPage(page: ReceiptPage): string {
  const { head, opened } = page;
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
        <AdditionalNotice additional={opened.additional} />
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
              description:
                invitation.status === 'accepted'
                  ? '受理済みです。内容は変更できません。'
                  : '提出済み（内容を確認しています）',
            },
          ]}
        />
        <p>
          このページを印刷して、控えとして保管してください。受付番号は、お問い合わせのときに必要です。内容について、担当者から確認のご連絡をする場合があります。
        </p>
        <Recall {...page} />
        <p>
          <Link href="/s/files">日程をカレンダーに入れる</Link>
        </p>
        <Heading level={2}>提出した内容</Heading>
        <AnswerList form={form} answers={draftFrom(form, response.submission)} editable={false} />
      </>
    ),
  });
}

/** 引戻し, until a reviewer has opened the answer; after that, why not and whom to ask. */
function Recall({ head, opened, obstacle, guard }: ReceiptPage) {
  const { section, phone } = head.contact;
  return (
    <Section id="recall" heading="提出した内容を直すとき">
      {obstacle === undefined ? (
        <>
          <p>
            事務局が内容の確認を始めるまでは、提出した回答を引き戻して、直すことができます。直したあとは、
            {warekiWithWeekday(opened.invitation.closesOn)}までに、もう一度提出してください。
          </p>
          <Details summary="回答を引き戻す">
            <p>引き戻すと、この調査は未提出に戻ります。入力した内容は、下書きとして残ります。</p>
            <Form action="/s/recall" {...guard}>
              <ButtonGroup>
                <Button weight="outline" busyText="引き戻しています">
                  引き戻して修正する
                </Button>
              </ButtonGroup>
            </Form>
          </Details>
        </>
      ) : (
        <>
          <p>{publicProblems[obstacle].sentence}</p>
          {obstacle === 'not-in-charge' ? null : (
            <p>
              お問い合わせ先：{section}
              {phone === undefined ? '' : `（電話 ${phone}）`}
            </p>
          )}
        </>
      )}
    </Section>
  );
}
