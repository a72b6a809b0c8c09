/** What the form page says first, after something was done or could not be. */
import type { JSX } from 'preact';
import { warekiWithWeekday } from '../../../../shared/calendar/wareki.ts';
import type { Instant, JstDate } from '../../../../shared/kernel/time.ts';
import { displayAnswer } from '../../../../shared/programmes/check-answer.ts';
import type { FormDefinition } from '../../../../shared/programmes/form-definition.ts';
import { allFields, type Draft } from '../../../../shared/programmes/form-draft.ts';
import type { SavedDraft } from '../../../../shared/surveys/saved-draft.ts';
import { ButtonLink } from '../../../ui/components/button.tsx';
import { DescriptionList } from '../../../ui/components/description-list.tsx';
import { NotificationBanner } from '../../../ui/components/notification-banner.tsx';
import { momentText } from '../words.ts';

export function SavedNotice({ savedAt }: { readonly savedAt: Instant }): JSX.Element {
  return (
    <NotificationBanner kind="success" heading="下書きを保存しました" announce>
      <p>{momentText(savedAt)}に保存しました。この画面を閉じても、同じリンクから続きを入力できます。</p>
    </NotificationBanner>
  );
}

export function RecalledNotice({ dueOn }: { readonly dueOn: JstDate }): JSX.Element {
  return (
    <NotificationBanner kind="warning" heading="回答を引き戻しました。まだ提出していません" announce>
      <p>
        内容を直したら、「入力内容を確認する」から、もう一度提出してください。提出期限は{warekiWithWeekday(dueOn)}です。
      </p>
    </NotificationBanner>
  );
}

export interface ConflictNoticeProps {
  readonly form: FormDefinition;
  readonly stored: SavedDraft | undefined;
  readonly typed: Draft;
  /** Those that both changed. */
  readonly fields: readonly string[];
}

/** Both are kept: what stands in the table, and what stands on this page. A person decides. */
export function ConflictNotice({ form, stored, typed, fields }: ConflictNoticeProps): JSX.Element {
  const rows = allFields(form).filter(({ name }) => fields.includes(name));
  const shown = (answers: Draft, field: (typeof rows)[number]) => {
    const answer = answers[field.name];
    return answer === undefined ? '（未回答）' : displayAnswer(field.question, answer);
  };
  return (
    <NotificationBanner kind="warning" heading="ほかの画面で、先に保存されています" announce>
      <p>
        {stored === undefined ? '' : `${momentText(stored.savedAt)}に、`}
        ほかの端末、または同じ団体の方が、同じ項目を変更して保存しました。この画面の入力は、まだ保存していません。違いを確かめて、どちらを使うか選んでください。
      </p>
      <DescriptionList
        items={rows.map((field) => ({
          term: field.label,
          description: (
            <>
              <p class="app-answer">保存されている内容：{shown(stored?.answers ?? {}, field)}</p>
              <p class="app-answer">この画面の入力：{shown(typed, field)}</p>
            </>
          ),
        }))}
      />
      <p>この画面の入力を使う場合は、必要な項目を直してから「この画面の内容で保存する」を押してください。</p>
      <p>
        <ButtonLink href="/s/form" weight="outline" size="md">
          この画面の入力を捨て、保存されている内容を開く
        </ButtonLink>
      </p>
    </NotificationBanner>
  );
}

/** The page keeps what was typed; once the link is open again in another tab, the same button works. */
export function SessionEndedNotice(): JSX.Element {
  return (
    <NotificationBanner kind="warning" heading="まだ保存できていません。入力した内容はこの画面に残っています" announce>
      <p>回答ページを開いてから時間がたったため、接続が終了しました。次の順に操作してください。</p>
      <ol class="app-steps-to-do">
        <li>この画面を開いたまま、ご案内メールのリンクを別のタブで開き、「回答をはじめる」を押します。</li>
        <li>この画面に戻り、「もう一度保存する」を押します。</li>
      </ol>
    </NotificationBanner>
  );
}
