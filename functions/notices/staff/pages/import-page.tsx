import { type Caller, may } from '../../../../shared/access/policy.ts';
import type { ImportId } from '../../../../shared/kernel/ids.ts';
import type { ContactImport } from '../../../../shared/notices/contact-import.ts';
import type { FileFindings } from '../../../../shared/notices/contact-import-repository.ts';
import { type LocalGovernment, localGovernments } from '../../../../shared/programmes/local-governments.ts';
import { Button, ButtonGroup, ButtonLink } from '../../../ui/components/button.tsx';
import { DescriptionList } from '../../../ui/components/description-list.tsx';
import { ErrorSummary } from '../../../ui/components/error-summary.tsx';
import { Form, type FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { NotificationBanner } from '../../../ui/components/notification-banner.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { renderConsolePage } from '../../../ui/console-page.tsx';
import { columnName, problemSentence, warningSentence } from '../../texts/finding-sentences.ts';
import { momentText } from '../../texts/letter-parts.ts';
import { importLabels } from '../../texts/status-labels.ts';
import { ImportState, MissingDetails } from './contact-sections.tsx';
import { contactsPart } from './contacts-page.tsx';
import { ExcludedSection, ExclusionSection, reasonErrors } from './exclusion-sections.tsx';

interface Frame {
  readonly caller: Caller;
  readonly guard: FormGuardProps;
}

export interface ImportPage extends Frame {
  readonly found: ContactImport;
  readonly findings: FileFindings;
  /** Of those that are asked; only for an import that waits to be confirmed. */
  readonly missing: readonly LocalGovernment[];
  /** Reasons as they were typed, and the rows that have none. */
  readonly typed?: Readonly<Record<string, unknown>>;
  readonly rowsWithoutReason?: readonly number[];
}

/** A page of more is slow to read and to draw; the file has them all. */
const shownAtMost = 500;

const frame = ({ caller, guard }: Frame) => ({
  ...({ title: '連絡先の取り込み', caller, guard, part: contactsPart } as const),
  breadcrumb: [
    { label: 'ホーム', href: '/console' },
    { label: '連絡先', href: contactsPart },
    { label: '連絡先の取り込み' },
  ],
});

export function renderWaitingPage(page: Frame & { readonly importId: ImportId }): string {
  return renderConsolePage({
    ...frame(page),
    children: (
      <>
        <Heading level={1}>連絡先の取り込み</Heading>
        <p>
          この取り込みはまだ始まっていません。ファイルの検査が終わると、自動で始まります。数分たっても変わらないときは、ファイルの一覧で検査の結果を確かめてください。
        </p>
        <ButtonGroup>
          <ButtonLink href={`/console/notices/imports/${page.importId}`} weight="outline">
            状態を更新する
          </ButtonLink>
        </ButtonGroup>
      </>
    ),
  });
}

export function renderImportPage(page: ImportPage): string {
  const { found, findings } = page;
  const { status, importId, requestedAt } = found;
  return renderConsolePage({
    ...frame(page),
    hasErrors: status === 'has-errors',
    children: (
      <>
        <Heading level={1}>連絡先の取り込み</Heading>
        <ErrorSummary errors={reasonErrors(page)} />
        <StatusBanner page={page} />
        <DescriptionList
          items={[
            { term: '状態', description: <ImportState status={status} /> },
            { term: '取り込んだ日時', description: momentText(requestedAt) },
            ...(found.status === 'has-errors'
              ? [{ term: '誤り', description: `${findings.problems.length.toLocaleString('ja-JP')}件` }]
              : [{ term: '団体数', description: countOfAsked(found) }]),
            { term: '注意', description: `${findings.warnings.length.toLocaleString('ja-JP')}件` },
          ]}
        />
        <Confirmation page={page} />
        <ExcludedSection exclusions={found.exclusions ?? []} />
        {status === 'has-errors' ? (
          <Findings
            id="problems"
            heading="誤りのある箇所"
            importId={importId}
            rows={findings.problems.map(problemRow)}
          />
        ) : null}
        <ExclusionSection page={page} />
        <Findings
          id="warnings"
          heading="確かめてほしい箇所"
          importId={importId}
          rows={findings.warnings.map(warningRow)}
        />
      </>
    ),
  });
}

type RowCounts = Pick<Exclude<ContactImport, { status: 'has-errors' }>, 'organisations' | 'nationalOrganisations'>;

/** Two denominators, never one sum. */
function countOfAsked({ organisations, nationalOrganisations = 0 }: RowCounts): string {
  const [some, all] = [organisations - nationalOrganisations, localGovernments.length].map((count) =>
    count.toLocaleString('ja-JP'),
  );
  const national = nationalOrganisations === 0 ? '' : `、全国団体${nationalOrganisations}団体`;
  return `${some}団体（対象${all}団体）${national}`;
}

function StatusBanner({ page: { found, findings } }: { readonly page: ImportPage }) {
  switch (found.status) {
    case 'has-errors':
      return (
        <NotificationBanner kind="error" heading="このままでは取り込めません">
          <p>
            {findings.problems.length.toLocaleString('ja-JP')}
            件の誤りがあります。ファイルを直してもう一度取り込むか、誤りのある行を理由を付けて除外してください。連絡先は変わっていません。
          </p>
        </NotificationBanner>
      );
    case 'staging':
      return (
        <>
          <p>{importLabels.staging.whatToDo}</p>
          <ButtonGroup>
            <ButtonLink href={`/console/notices/imports/${found.importId}`} weight="outline">
              状態を更新する
            </ButtonLink>
          </ButtonGroup>
        </>
      );
    case 'confirmed':
      return (
        <NotificationBanner kind="success" heading="確定しました">
          <p>{momentText(found.confirmedAt)}に、連絡先として確定しました。</p>
        </NotificationBanner>
      );
    case 'ready':
      return null;
  }
}

function Confirmation({ page }: { readonly page: ImportPage }) {
  const { found, missing, caller, guard } = page;
  if (found.status !== 'ready') return null;
  return (
    <Section id="confirmation" heading="連絡先の確定">
      <MissingDetails id="missing" missing={missing} />
      <p>
        確定すると、今までの連絡先は、このファイルの{found.organisations.toLocaleString('ja-JP')}
        団体の連絡先に置き換わります。メールはまだ送信されません。
      </p>
      {may(caller.role, 'contacts:import') ? (
        <Form action={`/console/notices/imports/${found.importId}/confirm`} {...guard}>
          <ButtonGroup>
            <Button>連絡先を確定する</Button>
          </ButtonGroup>
        </Form>
      ) : (
        <p>確定は、取り込みの権限がある担当者が行います。</p>
      )}
    </Section>
  );
}

interface Row {
  readonly key: string;
  readonly row: string;
  readonly column: string;
  readonly sentence: string;
}

function problemRow(problem: FileFindings['problems'][number], place: number): Row {
  const { row } = problem;
  return {
    key: String(place),
    row: String(row ?? ''),
    column: columnName(problem),
    sentence: problemSentence(problem),
  };
}

function warningRow(warning: FileFindings['warnings'][number], place: number): Row {
  const { row } = warning;
  return {
    key: String(place),
    row: String(row ?? ''),
    column: columnName(warning),
    sentence: warningSentence(warning),
  };
}

function Findings(props: {
  readonly id: string;
  readonly heading: string;
  readonly importId: ImportId;
  readonly rows: readonly Row[];
}) {
  const { id, heading, importId, rows } = props;
  if (rows.length === 0) return null;
  const isCut = rows.length > shownAtMost;
  return (
    <Section id={id} heading={heading}>
      <ButtonGroup>
        <ButtonLink href={`/console/notices/imports/${importId}/findings.csv`} weight="outline" size="md">
          すべての箇所をCSVでダウンロードする
        </ButtonLink>
      </ButtonGroup>
      <Table
        id={`${id}-table`}
        caption={
          isCut ? `${rows.length.toLocaleString('ja-JP')}件のうち、はじめの${shownAtMost}件` : `${rows.length}件`
        }
        columns={[
          { header: '行', kind: 'number', namesRow: true, cell: ({ row }) => (row === '' ? '全体' : row) },
          { header: '列', cell: ({ column }) => column },
          { header: '内容', cell: ({ sentence }) => sentence },
        ]}
        rows={rows.slice(0, shownAtMost)}
        rowKey={({ key }) => key}
      />
    </Section>
  );
}
