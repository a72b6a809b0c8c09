/** Why a link or a session does not open a form, in words, and what to do. Another body's existence is never told. */
import { warekiWithWeekday } from '../../../../shared/calendar/wareki.ts';
import type { JstDate } from '../../../../shared/kernel/time.ts';
import type { SurveyContact } from '../../../../shared/surveys/survey-programmes.ts';
import { ButtonLink } from '../../../ui/components/button.tsx';
import { renderErrorPage } from '../../../ui/error-page.tsx';
import { ContactSection } from '../../../ui/shells/contact-section.tsx';

export type Refused =
  | { readonly kind: 'link-not-valid' }
  | { readonly kind: 'session-missing' }
  | { readonly kind: 'link-revoked' | 'delegation-ended' | 'not-in-charge'; readonly contact: SurveyContact }
  | { readonly kind: 'not-yet-open'; readonly opensOn: JstDate; readonly contact: SurveyContact }
  | { readonly kind: 'closed'; readonly closesOn: JstDate; readonly contact: SurveyContact };

export const refusedStatus = {
  'link-not-valid': 404,
  'session-missing': 401,
  'link-revoked': 410,
  'delegation-ended': 410,
  'not-in-charge': 403,
  'not-yet-open': 403,
  closed: 410,
} as const satisfies Record<Refused['kind'], number>;

export function renderRefusedPage(refused: Refused): string {
  return renderErrorPage({
    status: refusedStatus[refused.kind],
    text: textOf(refused),
    children: (
      <>
        {refused.kind === 'link-not-valid' || refused.kind === 'session-missing' ? (
          <p>
            <ButtonLink href="/s" weight="outline">
              回答用コードを入力する
            </ButtonLink>
          </p>
        ) : null}
        {refused.kind === 'not-in-charge' ? (
          <p>
            <ButtonLink href="/s/form" weight="outline">
              入力に戻る
            </ButtonLink>
          </p>
        ) : null}
        {'contact' in refused ? <ContactSection contact={refused.contact} /> : null}
      </>
    ),
  });
}

function textOf(refused: Refused) {
  switch (refused.kind) {
    case 'link-not-valid':
      return {
        title: 'このリンクでは回答ページを開けません',
        whatHappened: 'リンクが正しくないか、途中で切れています。',
        whatToDo:
          'ご案内メールのリンクを、最後の文字まで正しく開いてください。リンクを開けない場合は、メールに記載の回答用コードを入力してください。',
      };
    case 'session-missing':
      return {
        title: '回答ページを開き直してください',
        whatHappened: '回答ページを開いてから時間がたったため、接続が終了しました。保存した下書きは残っています。',
        whatToDo: 'ご案内メールのリンクをもう一度開くか、メールに記載の回答用コードを入力してください。',
      };
    case 'link-revoked':
      return {
        title: 'このリンクは無効になりました',
        whatHappened: '新しいリンクが発行されたため、このリンクは使えません。保存した下書きは残っています。',
        whatToDo:
          '最も新しいご案内メールのリンクを開いてください。届いていない場合は、次の窓口にお問い合わせください。',
      };
    case 'delegation-ended':
      return {
        title: 'この課への入力の依頼は取り消されました',
        whatHappened: '取りまとめ担当が依頼を取り消したため、このリンクは使えません。入力済みの内容は残っています。',
        whatToDo: '入力を続ける必要がある場合は、同じ団体の取りまとめ担当に確認してください。',
      };
    case 'not-in-charge':
      return {
        title: 'この操作は、取りまとめ担当だけができます',
        whatHappened: '提出、ほかの課への依頼、引継ぎは、ご案内メールを受け取った取りまとめ担当が行います。',
        whatToDo: '入力の画面に戻り、入力が終わったら、取りまとめ担当に伝えてください。',
      };
    case 'not-yet-open':
      return {
        title: '回答の受付はまだ始まっていません',
        whatHappened: `回答は、${warekiWithWeekday(refused.opensOn)}から受け付けます。`,
        whatToDo: 'その日以降に、同じリンクをもう一度開いてください。',
      };
    case 'closed':
      return {
        title: '回答の受付は終了しました',
        whatHappened: `受付は、${warekiWithWeekday(refused.closesOn)}に終了しました。`,
        whatToDo: '回答が必要な場合や、提出した内容を確認したい場合は、次の窓口にお問い合わせください。',
      };
  }
}
