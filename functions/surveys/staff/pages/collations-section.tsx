import type { CollationRequest } from '../../../../shared/surveys/collation-request.ts';
import type { Round } from '../../../../shared/surveys/round.ts';
import { Button, ButtonGroup } from '../../../ui/components/button.tsx';
import { Form, type FormGuardProps } from '../../../ui/components/form.tsx';
import { Link } from '../../../ui/components/link.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { StatusTag } from '../../../ui/components/status-tag.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { momentText } from '../../public/words.ts';
import { roundHref } from './round-parts.tsx';

export interface CollationsSectionProps {
  readonly guard: FormGuardProps;
  readonly round: Round;
  readonly collations: readonly CollationRequest[];
}

export function CollationsSection({ guard, round, collations }: CollationsSectionProps) {
  return (
    <Section id="collations" heading="回答の取りまとめ">
      <p>全団体の回答を、1つの様式にまとめたExcelとCSVのファイルにします。未回答の団体も「未回答」として含みます。</p>
      <Form {...guard} action={roundHref(round, '/collations')}>
        <ButtonGroup>
          <Button weight="outline" size="md">
            いまの回答を取りまとめる
          </Button>
        </ButtonGroup>
      </Form>
      {collations.length === 0 ? null : (
        <Table
          id="collation-list"
          caption="作成した取りまとめ（新しい順、10件まで）"
          columns={[
            {
              header: '作成を始めた日時',
              namesRow: true,
              cell: ({ collationId, requestedAt }) => (
                <Link href={roundHref(round, `/collations/${collationId}`)}>{momentText(requestedAt)}</Link>
              ),
            },
            {
              header: '状態',
              cell: ({ status }) =>
                status === 'done' ? (
                  <StatusTag tone="success">作成済み</StatusTag>
                ) : (
                  <StatusTag tone="progress">作成中</StatusTag>
                ),
            },
            {
              header: '回答した団体',
              kind: 'number',
              cell: (each) =>
                each.status === 'done'
                  ? `${each.answered.toLocaleString('ja-JP')} / ${each.organisations.toLocaleString('ja-JP')}`
                  : '—',
            },
          ]}
          rows={collations}
          rowKey={({ collationId }) => collationId}
        />
      )}
    </Section>
  );
}
