import type { Caller } from '../../../../shared/access/policy.ts';
import type { PreNoticeFigures } from '../../../../shared/surveys/pre-notice-delivery.ts';
import { isAnnouncementOutdated, type Round } from '../../../../shared/surveys/round.ts';
import type { ContactsMark } from '../../../../shared/surveys/round-repository.ts';
import { Button, ButtonGroup, ButtonLink } from '../../../ui/components/button.tsx';
import { Form, type FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { NotificationBanner } from '../../../ui/components/notification-banner.tsx';
import { renderConsolePage } from '../../../ui/console-page.tsx';
import { ContactsMissing } from './contacts-missing.tsx';
import { bodies, crumbsOf, roundHref, roundsPart } from './round-parts.tsx';
import { Schedule } from './schedule.tsx';

export interface AnnouncePage {
  readonly caller: Caller;
  readonly guard: FormGuardProps;
  readonly round: Round;
  readonly contacts: ContactsMark | undefined;
  /** How many the round will ask, of both kinds. */
  readonly organisations: number;
  /** The form asks 全国団体, and the contact list has none. */
  readonly lacksNational: boolean;
  /** Absent where the round was not announced yet. */
  readonly figures: PreNoticeFigures | undefined;
}

export function renderAnnouncePage(page: AnnouncePage): string {
  const { caller, guard, round, contacts, lacksNational } = page;
  return renderConsolePage({
    title: '事前のお知らせの確認',
    caller,
    guard,
    part: roundsPart,
    breadcrumb: crumbsOf(round, '事前のお知らせ'),
    children: (
      <>
        <Heading level={1} shoulder={round.title}>
          事前のお知らせの確認
        </Heading>
        {contacts === undefined || lacksNational ? (
          <ContactsMissing caller={caller} lacksNational={lacksNational} />
        ) : (
          <Confirmation {...page} />
        )}
      </>
    ),
  });
}

function Confirmation({ guard, round, organisations, figures }: AnnouncePage) {
  const isOutdated = isAnnouncementOutdated(round);
  const isForAll = figures === undefined || isOutdated;
  return (
    <>
      <NotificationBanner
        kind="warning"
        heading={isForAll ? `${bodies(organisations)}にメールを送信します` : 'まだ届いていない団体に送信します'}
      >
        {isOutdated ? <p>お知らせした後に日程が変わったため、すべての団体に新しい日程を知らせます。</p> : null}
        {isForAll ? null : (
          <p>
            前回の後に加わった団体と、届かなかった後に連絡先を直した団体だけに送ります。届いた団体には、もう一度は送りません。
          </p>
        )}
        <p>
          調査の名称、実施者、目的、回答の期間、お問い合わせ先を知らせます。回答用のリンクは載せません。送信は取り消せません。
        </p>
      </NotificationBanner>
      <p>
        届かなかったアドレスは、連絡先の「修正が必要な連絡先」に表示します。届かなかった団体も、調査の対象のままです。
      </p>
      <Schedule round={round} />
      <Form {...guard} action={roundHref(round, '/announce')}>
        <ButtonGroup>
          <Button busyText="送信しています">
            {isForAll
              ? `${bodies(organisations)}に${isOutdated ? '新しい日程' : '事前のお知らせ'}を送る`
              : '届いていない団体に送る'}
          </Button>
          <ButtonLink weight="outline" href={roundHref(round)}>
            まだ送らない
          </ButtonLink>
        </ButtonGroup>
      </Form>
    </>
  );
}
