/** What the form and the check page say of whom the draft is shared with. */
import type { JSX } from 'preact';
import type { FormDefinition } from '../../../../shared/programmes/form-definition.ts';
import type { Draft } from '../../../../shared/programmes/form-draft.ts';
import type { Attribution } from '../../../../shared/surveys/attribution.ts';
import type { Delegation } from '../../../../shared/surveys/delegation.ts';
import { Link } from '../../../ui/components/link.tsx';
import { NotificationBanner } from '../../../ui/components/notification-banner.tsx';
import { AnswerList } from './answer-list.tsx';
import { sectionTitles } from './share-page.tsx';

/** To the colleague: what is theirs, and who submits. */
export function ColleagueNotice({
  form,
  mine,
}: {
  readonly form: FormDefinition;
  readonly mine: Delegation;
}): JSX.Element {
  return (
    <NotificationBanner kind="info" heading={`${mine.section}として入力しています`}>
      <p>担当する部分：{sectionTitles(form, mine.formSections)}</p>
      <p>
        提出は、取りまとめ担当（{mine.askedBy}）が行います。入力した内容は、保存すると取りまとめ担当にも表示されます。
      </p>
    </NotificationBanner>
  );
}

/** To the person in charge: how to share, and in spring how to hand over. */
export function InChargeLinks({
  sharedWith,
  isSeason,
}: {
  readonly sharedWith: number;
  readonly isSeason: boolean;
}): JSX.Element {
  return (
    <>
      {isSeason ? (
        <NotificationBanner kind="info" heading="担当が変わった場合">
          <p>
            <Link href="/s/hand-over">新しい担当へ引き継ぐ</Link>
            と、下書きを残したまま、新しい担当へ新しいリンクを送ります。
          </p>
        </NotificationBanner>
      ) : null}
      <p>
        <Link href="/s/share">ほかの課に入力を依頼する{sharedWith > 0 ? `（依頼中：${sharedWith}か所）` : ''}</Link>
      </p>
    </>
  );
}

/** A section of another 課: to be read. */
export function ReadOnlySection({
  form,
  sectionId,
  answers,
  authors,
}: {
  readonly form: FormDefinition;
  readonly sectionId: string;
  readonly answers: Draft;
  readonly authors?: Attribution | undefined;
}): JSX.Element {
  return (
    <div>
      <AnswerList form={form} answers={answers} editable={false} authors={authors} only={[sectionId]} />
      <p class="dads-support-text">この部分は、ほかの課が担当しています。ここでは変更できません。</p>
    </div>
  );
}
