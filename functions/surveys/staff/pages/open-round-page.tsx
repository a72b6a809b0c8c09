import type { Caller } from '../../../../shared/access/policy.ts';
import { warekiWithWeekday } from '../../../../shared/calendar/wareki.ts';
import { jstDateOf } from '../../../../shared/kernel/time.ts';
import type { Round } from '../../../../shared/surveys/round.ts';
import type { ContactsMark } from '../../../../shared/surveys/round-repository.ts';
import { Button, ButtonGroup, ButtonLink } from '../../../ui/components/button.tsx';
import { DescriptionList } from '../../../ui/components/description-list.tsx';
import { Form, type FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { NotificationBanner } from '../../../ui/components/notification-banner.tsx';
import { renderConsolePage } from '../../../ui/console-page.tsx';
import { ContactsMissing } from './contacts-missing.tsx';
import { bodies, crumbsOf, roundHref, roundsPart } from './round-parts.tsx';
import { Schedule } from './schedule.tsx';

export interface OpenRoundPage {
  readonly caller: Caller;
  readonly guard: FormGuardProps;
  readonly round: Round;
  /** How many will be mailed. */
  readonly organisations: number;
  readonly contacts: ContactsMark | undefined;
}

export function renderOpenRoundPage({ caller, guard, round, organisations, contacts }: OpenRoundPage): string {
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
        {contacts === undefined ? (
          <ContactsMissing caller={caller} />
        ) : (
          <>
            <NotificationBanner kind="warning" heading={`${bodies(organisations)}にメールを送信します`}>
              <p>開始すると、団体ごとに異なる回答用リンクを載せたメールを順に送信します。開始は取り消せません。</p>
            </NotificationBanner>
            <DescriptionList
              items={[
                { term: '送信先', description: `${bodies(organisations)}（都道府県と市区町村）` },
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
