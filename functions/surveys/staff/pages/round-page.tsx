import { type Caller, may } from '../../../../shared/access/policy.ts';
import { isPastDue } from '../../../../shared/calendar/due-rule.ts';
import type { Instant } from '../../../../shared/kernel/time.ts';
import type { CollationRequest } from '../../../../shared/surveys/collation-request.ts';
import type { RoundProgress } from '../../../../shared/surveys/list-round-progress.ts';
import { unclaimedSince } from '../../../../shared/surveys/list-unclaimed.ts';
import type { PreNoticeFigures } from '../../../../shared/surveys/pre-notice-delivery.ts';
import { hasBegun, type Round } from '../../../../shared/surveys/round.ts';
import type { ContactsMark } from '../../../../shared/surveys/round-repository.ts';
import { Button, ButtonGroup, ButtonLink } from '../../../ui/components/button.tsx';
import { Details } from '../../../ui/components/details.tsx';
import { Form, type FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { NotificationBanner } from '../../../ui/components/notification-banner.tsx';
import { ProgressBar } from '../../../ui/components/progress-bar.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { renderConsolePage } from '../../../ui/console-page.tsx';
import { AnnouncementSection } from './announcement-section.tsx';
import { CollationsSection } from './collations-section.tsx';
import { ContactsMissing } from './contacts-missing.tsx';
import { PrefectureSection, ProgressSection } from './progress-section.tsx';
import { bodies, crumbsOf, RoundState, roundHref, roundsPart } from './round-parts.tsx';
import { Schedule } from './schedule.tsx';

export interface RoundPage {
  readonly caller: Caller;
  readonly guard: FormGuardProps;
  readonly now: Instant;
  readonly round: Round;
  readonly contacts: ContactsMark | undefined;
  /** Of the announcement; absent where the round was not announced, and once it is opened. */
  readonly figures: PreNoticeFigures | undefined;
  /** Whether the programme has a newer version of its form. */
  readonly hasNewerForm: boolean;
  /** Absent before the round is opened. */
  readonly progress: RoundProgress | undefined;
  readonly collations: readonly CollationRequest[];
}

export function renderRoundPage(page: RoundPage): string {
  const { caller, guard, now, round, progress, collations } = page;
  return renderConsolePage({
    title: round.title,
    caller,
    guard,
    part: roundsPart,
    breadcrumb: crumbsOf(round),
    children: (
      <>
        <Heading level={1}>{round.title}</Heading>
        <p>
          <RoundState round={round} />
        </p>
        {round.status === 'draft' ? <AnnouncementPart {...page} /> : null}
        {round.status === 'draft' ? <Opening {...page} /> : null}
        {round.status === 'opening' ? <OpeningProgress round={round} /> : null}
        {progress === undefined ? null : <ProgressSection progress={progress} now={now} />}
        <Waiting {...page} />
        {unclaimedSince(round, now) === undefined ? null : (
          <ButtonGroup>
            <ButtonLink weight="outline" size="md" href={roundHref(round, '/unclaimed')}>
              未引継ぎ・未着手の団体を見る
            </ButtonLink>
          </ButtonGroup>
        )}
        {hasBegun(round) && may(caller.role, 'responses:export') ? (
          <CollationsSection guard={guard} round={round} collations={collations} />
        ) : null}
        <Section id="schedule" heading="日程">
          <Schedule round={round} />
          {round.status === 'draft' && may(caller.role, 'rounds:open') ? (
            <ButtonGroup>
              <ButtonLink weight="outline" size="md" href={roundHref(round, '/reschedule')}>
                日程を変える
              </ButtonLink>
            </ButtonGroup>
          ) : null}
        </Section>
        <Cancelling {...page} />
        <NewerForm {...page} />
        <Closing {...page} />
        {progress === undefined ? null : <PrefectureSection progress={progress} />}
      </>
    ),
  });
}

function Opening({ caller, round, contacts }: RoundPage) {
  const mayOpen = may(caller.role, 'rounds:open') && may(caller.role, 'rounds:send');
  if (!mayOpen) return <p>この調査は、まだ開始されていません。</p>;
  if (contacts === undefined) return <ContactsMissing caller={caller} />;
  return (
    <Section id="opening" heading="調査の開始">
      <p>
        計画を登録しました。回答依頼のメールは、まだ送信していません。日程を確かめてから、開始の確認へ進んでください。
      </p>
      <ButtonGroup>
        <ButtonLink href={roundHref(round, '/open')}>開始の確認へ進む</ButtonLink>
      </ButtonGroup>
    </Section>
  );
}

/** Nobody can be told without a list of contacts; that it is missing is said where the round is opened. */
function AnnouncementPart({ caller, round, contacts, figures }: RoundPage) {
  return contacts === undefined ? null : <AnnouncementSection caller={caller} round={round} figures={figures} />;
}

function OpeningProgress({ round }: { readonly round: Round }) {
  return (
    <Section id="opening" heading="開始の状況">
      <ProgressBar id="opening-progress" label="回答依頼の作成" done={round.issuedSoFar} total={round.organisations} />
      <p>{bodies(round.organisations)}への回答依頼を順に作成しています。この画面を閉じても作成は続きます。</p>
      <ButtonGroup>
        <ButtonLink weight="outline" size="md" href={roundHref(round)}>
          最新の状況を見る
        </ButtonLink>
      </ButtonGroup>
    </Section>
  );
}

function Waiting({ caller, round, progress }: RoundPage) {
  if (progress === undefined || !may(caller.role, 'responses:review')) return null;
  return (
    <ButtonGroup>
      <ButtonLink weight="outline" size="md" href={roundHref(round, '/inbox')}>
        {`確認待ちの回答を見る（${bodies(progress.counts.submitted)}）`}
      </ButtonLink>
      <ButtonLink weight="outline" size="md" href={roundHref(round, '/exceptions')}>
        期限の延長と対象外を見る
      </ButtonLink>
    </ButtonGroup>
  );
}

/** Only while there is a newer one. */
function NewerForm({ caller, round, hasNewerForm }: RoundPage) {
  if (round.status !== 'open' || !hasNewerForm || !may(caller.role, 'rounds:open')) return null;
  return (
    <Section id="newer-form" heading="調査票の新しい版">
      <p>この調査の調査票に、新しい版があります。受付中の調査を新しい版に移せます。</p>
      <ButtonGroup>
        <ButtonLink weight="outline" size="md" href={roundHref(round, '/upgrade-form')}>
          変わる内容を見る
        </ButtonLink>
      </ButtonGroup>
    </Section>
  );
}

function Cancelling({ caller, guard, round }: RoundPage) {
  const mayCancel = may(caller.role, 'rounds:open') && may(caller.role, 'rounds:send');
  if (round.status !== 'draft' || !mayCancel) return null;
  return (
    <Section id="cancelling" heading="調査の取りやめ">
      <Details summary="この調査を取りやめる">
        <p>
          {round.announcement === undefined
            ? '取りやめた調査は、開始できません。取りやめは取り消せません。メールは送信されません。'
            : '取りやめた調査は、開始できません。取りやめは取り消せません。事前のお知らせが届いた団体に、取りやめをメールで知らせます。'}
        </p>
        <Form {...guard} action={roundHref(round, '/cancel')}>
          <ButtonGroup>
            <Button weight="outline" size="md">
              取りやめを確定する
            </Button>
          </ButtonGroup>
        </Form>
      </Details>
    </Section>
  );
}

/** Only after the closing day: until its end the organisations were promised that they may answer. */
function Closing({ caller, guard, now, round }: RoundPage) {
  if (round.status !== 'open' || !may(caller.role, 'rounds:open') || !isPastDue(round.closesOn, now)) return null;
  return (
    <Section id="closing" heading="調査の終了">
      <NotificationBanner kind="info" heading="受付終了日を過ぎました" headingLevel={3}>
        <p>確認が済んだら、調査を終了してください。終了すると、リマインドは送られません。</p>
      </NotificationBanner>
      <Details summary="調査を終了する">
        <p>終了は取り消せません。差し戻した団体は、それぞれの新しい期限まで提出できます。</p>
        <Form {...guard} action={roundHref(round, '/close')}>
          <ButtonGroup>
            <Button weight="outline" size="md">
              終了を確定する
            </Button>
          </ButtonGroup>
        </Form>
      </Details>
    </Section>
  );
}
