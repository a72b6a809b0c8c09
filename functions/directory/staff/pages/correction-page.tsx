import { type Caller, may } from '../../../../shared/access/policy.ts';
import { wareki } from '../../../../shared/calendar/wareki.ts';
import { type DeskCorrection, deskCorrectionLabels } from '../../../../shared/directory/desk-correction.ts';
import { deskDifferences } from '../../../../shared/directory/desk-differences.ts';
import { nextEntry } from '../../../../shared/directory/next-entry.ts';
import type { OrganisationDesks } from '../../../../shared/directory/organisation-desks.ts';
import { jstDateOf } from '../../../../shared/kernel/time.ts';
import { Button } from '../../../ui/components/button.tsx';
import { DescriptionList } from '../../../ui/components/description-list.tsx';
import { ErrorSummary } from '../../../ui/components/error-summary.tsx';
import { Form, type FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { NotificationBanner } from '../../../ui/components/notification-banner.tsx';
import { StatusTag } from '../../../ui/components/status-tag.tsx';
import { TextArea } from '../../../ui/components/text-area.tsx';
import { renderConsolePage } from '../../../ui/console-page.tsx';
import { correctionTones, nameOf } from './corrections-page.tsx';
import { Differences } from './desk-history.tsx';

export interface CorrectionPage {
  readonly caller: Caller;
  readonly guard: FormGuardProps;
  readonly correction: DeskCorrection;
  readonly entry: OrganisationDesks | undefined;
  readonly error: string | undefined;
}

export function renderCorrectionPage({ caller, guard, correction, entry, error }: CorrectionPage): string {
  const name = nameOf(correction.organisationId);
  const { status, requestedAt, section } = correction;
  const isOpen = status === 'requested';
  return renderConsolePage({
    ...{ title: `${name}の訂正の依頼`, caller, guard, part: '/console/directory/corrections' },
    hasErrors: error !== undefined,
    breadcrumb: [
      { label: 'ホーム', href: '/console' },
      { label: '訂正の依頼', href: '/console/directory/corrections' },
      { label: name },
    ],
    children: (
      <>
        {error === undefined ? null : <ErrorSummary errors={[{ field: 'reason', message: error }]} />}
        <Heading level={1}>{name}の訂正の依頼</Heading>
        <DescriptionList
          items={[
            {
              term: '状態',
              description: <StatusTag tone={correctionTones[status]}>{deskCorrectionLabels[status]}</StatusTag>,
            },
            { term: '依頼した日', description: wareki(jstDateOf(requestedAt)) },
            { term: '依頼した部署', description: section },
            ...(status === 'declined' ? [{ term: '理由', description: correction.reason }] : []),
          ]}
        />
        {isOpen ? <Changes correction={correction} entry={entry} /> : null}
        {isOpen && may(caller.role, 'corrections:decide') ? (
          <Decision correction={correction} guard={guard} error={error} />
        ) : null}
      </>
    ),
  });
}

/** As the entry would change now, not as it stood when the organisation wrote. */
function Changes({ correction, entry }: Pick<CorrectionPage, 'correction' | 'entry'>) {
  const { programmeId, organisationId, desks, retired, requestedAt, requestId } = correction;
  const after = nextEntry(entry, {
    ...{ programmeId, organisationId, desks, retired, confirmedOn: jstDateOf(requestedAt) },
    source: { kind: 'correction', requestId, acceptedAt: requestedAt },
  });
  return (
    <>
      {(entry?.version ?? 0) === correction.basedOn ? null : (
        <NotificationBanner kind="warning" heading="依頼のあとに、掲載内容が変わっています">
          <p>
            依頼は第{correction.basedOn}版をもとにしています。いまは第{entry?.version ?? 0}
            版です。反映すると、新しい回答の内容を上書きすることがあります。
          </p>
        </NotificationBanner>
      )}
      <Heading level={2}>反映すると変わるところ</Heading>
      <Differences differences={deskDifferences(entry, after)} />
    </>
  );
}

function Decision({ correction, guard, error }: Pick<CorrectionPage, 'correction' | 'guard' | 'error'>) {
  const action = `/console/directory/corrections/${correction.organisationId}`;
  const requestId = <input type="hidden" name="requestId" value={correction.requestId} />;
  return (
    <>
      <Heading level={2}>確認の結果</Heading>
      <Form {...guard} action={`${action}/accept`}>
        {requestId}
        <div>
          <Button>掲載に反映する</Button>
        </div>
      </Form>
      <Form {...guard} action={`${action}/decline`}>
        {requestId}
        <TextArea
          {...{ name: 'reason', label: '反映しない理由', need: 'required', rows: 3, maxLength: 500, error }}
          support="自治体の担当の方が、訂正用のリンクから読みます。"
        />
        <div>
          <Button weight="outline">反映しない</Button>
        </div>
      </Form>
    </>
  );
}
