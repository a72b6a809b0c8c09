import type { Caller } from '../../../../shared/access/policy.ts';
import { wareki } from '../../../../shared/calendar/wareki.ts';
import { type DeskCorrection, deskCorrectionLabels } from '../../../../shared/directory/desk-correction.ts';
import { jstDateOf } from '../../../../shared/kernel/time.ts';
import { findLocalGovernment, fullName } from '../../../../shared/programmes/local-governments.ts';
import type { FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { StatusTag } from '../../../ui/components/status-tag.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { renderConsolePage } from '../../../ui/console-page.tsx';

export interface CorrectionsPage {
  readonly caller: Caller;
  readonly guard: FormGuardProps;
  readonly corrections: readonly DeskCorrection[];
}

export const correctionTones = {
  requested: 'warning',
  accepted: 'success',
  declined: 'error',
  withdrawn: 'neutral',
} as const satisfies Record<DeskCorrection['status'], string>;

export function renderCorrectionsPage({ caller, guard, corrections }: CorrectionsPage): string {
  return renderConsolePage({
    ...{ title: '訂正の依頼', caller, guard, part: '/console/directory/corrections' },
    children: (
      <>
        <Heading level={1}>訂正の依頼</Heading>
        <p>自治体から届いた、掲載内容の訂正の依頼です。実施団体が確認して反映します。</p>
        <Table
          id="corrections"
          caption="団体ごとの、いちばん新しい依頼"
          columns={[
            {
              header: '団体',
              namesRow: true,
              cell: ({ organisationId }) => (
                <a class="dads-link" href={`/console/directory/corrections/${organisationId}`}>
                  {nameOf(organisationId)}
                </a>
              ),
            },
            { header: '依頼した日', cell: ({ requestedAt }) => wareki(jstDateOf(requestedAt)) },
            { header: '依頼した部署', cell: ({ section }) => section },
            {
              header: '状態',
              cell: ({ status }) => (
                <StatusTag tone={correctionTones[status]}>{deskCorrectionLabels[status]}</StatusTag>
              ),
            },
          ]}
          rows={corrections}
          rowKey={({ requestId }) => requestId}
          emptyText="訂正の依頼はありません。"
        />
      </>
    ),
  });
}

export function nameOf(organisationId: string): string {
  const place = findLocalGovernment(organisationId);
  return place === undefined ? organisationId : fullName(place);
}
