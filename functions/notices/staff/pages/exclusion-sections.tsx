/** Rows that are not right, to be left out with a reason; and those that were. */
import { may } from '../../../../shared/access/policy.ts';
import { type Exclusion, mostExclusions } from '../../../../shared/notices/contact-import.ts';
import { longestReason, wrongRows } from '../../../../shared/notices/exclude-rows.ts';
import { Button, ButtonGroup } from '../../../ui/components/button.tsx';
import type { FieldError } from '../../../ui/components/error-summary.tsx';
import { Form } from '../../../ui/components/form.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { TextField } from '../../../ui/components/text-field.tsx';
import { organisationName } from './contacts-page.tsx';
import type { ImportPage } from './import-page.tsx';

const fieldOf = (row: number) => `reason.${row}`;

export function reasonErrors({ rowsWithoutReason = [] }: ImportPage): readonly FieldError[] {
  return rowsWithoutReason.map((row) => ({
    field: fieldOf(row),
    message: `${row}行目を除外する理由を、${longestReason}文字以内で入力してください。`,
  }));
}

export function ExclusionSection({ page }: { readonly page: ImportPage }) {
  const { found, findings, caller, guard, typed = {} } = page;
  if (found.status !== 'has-errors' || found.right === undefined || !may(caller.role, 'contacts:import')) return null;
  const rows = wrongRows(findings.problems);
  if (rows.length > mostExclusions) {
    return (
      <Section id="exclusion" heading="誤りのある行の除外">
        <p>
          誤りのある行が{rows.length.toLocaleString('ja-JP')}行あります。除外できるのは{mostExclusions}
          行までです。ファイルを直してください。
        </p>
      </Section>
    );
  }
  const errors = reasonErrors(page);
  const textOf = (field: string) => String(typed[field] ?? '');
  return (
    <Section id="exclusion" heading="誤りのある行の除外">
      <p>
        誤りのある{rows.length}行をすべて除外すると、残りの
        {found.right.organisations.toLocaleString('ja-JP')}
        団体の連絡先を使えます。除外した団体は調査の対象のままで、「修正が必要な連絡先」に載ります。
      </p>
      <Form action={`/console/notices/imports/${found.importId}/exclude`} {...guard}>
        <TextField
          name="reasonForAll"
          label="すべての行に共通の理由"
          need="unmarked"
          support="行ごとの理由が空欄の行に使います。例：担当部署を確認中のため"
          value={textOf('reasonForAll')}
        />
        {rows.map(({ row, organisationId }) => (
          <TextField
            key={row}
            name={fieldOf(row)}
            label={`${row}行目${organisationId === undefined ? '' : `（${organisationName(organisationId)}）`}の理由`}
            need="unmarked"
            value={textOf(fieldOf(row))}
            error={errors.find(({ field }) => field === fieldOf(row))?.message}
          />
        ))}
        <ButtonGroup>
          <Button weight="outline">{`${rows.length}行を除外する`}</Button>
        </ButtonGroup>
      </Form>
    </Section>
  );
}

export function ExcludedSection({ exclusions }: { readonly exclusions: readonly Exclusion[] }) {
  if (exclusions.length === 0) return null;
  return (
    <Section id="excluded" heading="除外した行">
      <p>除外した団体は調査の対象のままです。連絡先を直して取り込むまで、メールは届きません。</p>
      <Table
        id="excluded-table"
        caption={`${exclusions.length}行`}
        columns={[
          { header: '行', kind: 'number', namesRow: true, cell: ({ row }) => String(row) },
          {
            header: '団体',
            cell: ({ organisationId }) =>
              organisationId === undefined ? '団体コードに誤りがあります' : organisationName(organisationId),
          },
          { header: '理由', cell: ({ reason }) => reason },
        ]}
        rows={exclusions}
        rowKey={({ row }) => String(row)}
      />
    </Section>
  );
}
