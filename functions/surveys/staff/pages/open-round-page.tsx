import type { Caller } from '../../../../shared/access/policy.ts';
import { warekiWithWeekday } from '../../../../shared/calendar/wareki.ts';
import { jstDateOf } from '../../../../shared/kernel/time.ts';
import type { PreNoticeFigures } from '../../../../shared/surveys/pre-notice-delivery.ts';
import type { Round } from '../../../../shared/surveys/round.ts';
import type { ContactsMark } from '../../../../shared/surveys/round-repository.ts';
import { Button, ButtonGroup, ButtonLink } from '../../../ui/components/button.tsx';
import { DescriptionList } from '../../../ui/components/description-list.tsx';
import { Form, type FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { NotificationBanner } from '../../../ui/components/notification-banner.tsx';
import { renderConsolePage } from '../../../ui/console-page.tsx';
import { DeadAddresses } from './announcement-section.tsx';
import { ContactsMissing } from './contacts-missing.tsx';
import { bodies, crumbsOf, roundHref, roundsPart } from './round-parts.tsx';
import { Schedule } from './schedule.tsx';

export interface OpenRoundPage {
  readonly caller: Caller;
  readonly guard: FormGuardProps;
  readonly round: Round;
  /** How many will be mailed, of both kinds. */
  readonly organisations: number;
  /** How many of them are 全国団体. */
  readonly national: number;
  /** The form asks 全国団体, and the contact list has none. */
  readonly lacksNational: boolean;
  readonly contacts: ContactsMark | undefined;
  /** Of the announcement; absent where the round was not announced. */
  readonly figures: PreNoticeFigures | undefined;
}

export function renderOpenRoundPage(page: OpenRoundPage): string {
  const { caller, guard, round, organisations, national, lacksNational, contacts, figures } = page;
  return renderConsolePage({
    title: '調査の開始の確認',
    caller,
    guard,
    part: roundsPart,
    breadcrumb: crumbsOf(round, '開始の確認'),
    children: (
      <>
        <Heading level={1} shoulder={round.title}>
          調査の開始の確認
        </Heading>
        {contacts === undefined || lacksNational ? (
          <ContactsMissing caller={caller} lacksNational={lacksNational} />
        ) : (
          <>
            <NotificationBanner kind="warning" heading={`${bodies(organisations)}にメールを送信します`}>
              <p>開始すると、団体ごとに異なる回答用リンクを載せたメールを順に送信します。開始は取り消せません。</p>
            </NotificationBanner>
            <DeadAddresses figures={figures} />
            <DescriptionList
              items={[
                { term: '送信先', description: askedInWords(organisations, national) },
                {
                  term: '連絡先の一覧',
                  description: `${warekiWithWeekday(jstDateOf(contacts.importedAt))}に取り込んだもの（${bodies(contacts.organisations)}）`,
                },
              ]}
            />
            <Schedule round={round} />
            <Form {...guard} action={roundHref(round, '/open')}>
              <ButtonGroup>
                <Button busyText="開始しています">{`${bodies(organisations)}に送信して開始する`}</Button>
                <ButtonLink weight="outline" href={roundHref(round)}>
                  まだ開始しない
                </ButtonLink>
              </ButtonGroup>
            </Form>
          </>
        )}
      </>
    ),
  });
}

/** Two denominators, never one sum. */
function askedInWords(organisations: number, national: number): string {
  const local = organisations - national;
  return [
    ...(local === 0 ? [] : [`${bodies(local)}（都道府県と市区町村）`]),
    ...(national === 0 ? [] : [`${bodies(national)}（全国団体）`]),
  ].join('、');
}
