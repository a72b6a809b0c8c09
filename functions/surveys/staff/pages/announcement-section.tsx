/** 事前のお知らせ on the page of a round that is planned: whether it was sent, and whom it did not reach. */
import { type Caller, may } from '../../../../shared/access/policy.ts';
import { warekiWithWeekday } from '../../../../shared/calendar/wareki.ts';
import { jstDateOf } from '../../../../shared/kernel/time.ts';
import type { PreNoticeFigures } from '../../../../shared/surveys/pre-notice-delivery.ts';
import { isAnnouncementOutdated, mostAnnouncements, type Round } from '../../../../shared/surveys/round.ts';
import { ButtonGroup, ButtonLink } from '../../../ui/components/button.tsx';
import { Link } from '../../../ui/components/link.tsx';
import { NotificationBanner } from '../../../ui/components/notification-banner.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { bodies, Figures, roundHref } from './round-parts.tsx';

export interface AnnouncementProps {
  readonly caller: Caller;
  readonly round: Round;
  readonly figures: PreNoticeFigures | undefined;
}

export function AnnouncementSection({ caller, round, figures }: AnnouncementProps) {
  const { announcement } = round;
  const mayAnnounce = round.status === 'draft' && may(caller.role, 'rounds:send') && may(caller.role, 'rounds:open');
  if (announcement === undefined || figures === undefined) {
    if (!mayAnnounce) return null;
    return (
      <Section id="announcement" heading="事前のお知らせ">
        <p>
          開始の2、3週間前に、調査の予定をメールで知らせることができます。使えなくなったアドレスが、開始の前に分かります。
        </p>
        <ButtonGroup>
          <ButtonLink weight="outline" href={roundHref(round, '/announce')}>
            事前のお知らせの確認へ進む
          </ButtonLink>
        </ButtonGroup>
      </Section>
    );
  }
  const { delivered, unreachable } = figures;
  const { organisations, times } = announcement;
  return (
    <Section id="announcement" heading="事前のお知らせ">
      <p>
        {warekiWithWeekday(jstDateOf(announcement.at))}に送りました。団体の数は、次のとおりです。
        {times > 1 ? `送信は${times}回目です。` : ''}
      </p>
      {isAnnouncementOutdated(round) ? (
        <NotificationBanner kind="warning" heading="お知らせした後に、日程が変わっています">
          <p>もう一度送ると、すべての団体に新しい日程を知らせます。</p>
        </NotificationBanner>
      ) : null}
      <Figures
        figures={[
          { term: '送信先', value: count(organisations) },
          { term: '配達済み', value: count(delivered) },
          { term: '届いていない', value: count(unreachable.length) },
          { term: '結果待ち', value: count(Math.max(0, organisations - delivered - unreachable.length)) },
        ]}
      />
      <p>
        <Link href={mailsHref(round)}>事前のお知らせのメールの一覧を見る</Link>
      </p>
      {mayAnnounce && times < mostAnnouncements ? (
        <ButtonGroup>
          <ButtonLink weight="outline" size="md" href={roundHref(round, '/announce')}>
            {isAnnouncementOutdated(round) ? '新しい日程を知らせる' : '届いていない団体に送る'}
          </ButtonLink>
        </ButtonGroup>
      ) : null}
    </Section>
  );
}

/** Before the round is opened: how many would not get their link. */
export function DeadAddresses({ figures }: { readonly figures: PreNoticeFigures | undefined }) {
  if (figures === undefined || figures.unreachable.length === 0) return null;
  return (
    <NotificationBanner
      kind="warning"
      heading={`事前のお知らせが、まだ${bodies(figures.unreachable.length)}に届いていません`}
    >
      <p>このまま開始すると、この団体には回答用のリンクも届かないおそれがあります。団体は、調査の対象のままです。</p>
      <p>
        <Link href="/console/notices/contacts#corrections">修正が必要な連絡先を見る</Link>
      </p>
      <p>連絡先を直した後、「届いていない団体に送る」で、届くことを確かめられます。</p>
    </NotificationBanner>
  );
}

function count(organisations: number): string {
  return organisations.toLocaleString('ja-JP');
}

function mailsHref({ roundId }: Round): string {
  return `/console/notices/mails?${new URLSearchParams({ round: roundId, purpose: 'survey-pre-notice' })}`;
}
