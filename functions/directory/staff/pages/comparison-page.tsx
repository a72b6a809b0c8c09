import type { Caller } from '../../../../shared/access/policy.ts';
import { bodyKinds, mostBodies } from '../../../../shared/directory/choose-bodies.ts';
import type { ComparedQuestion, ComparedTable } from '../../../../shared/directory/compare-measures.ts';
import { dayText } from '../../../../shared/directory/compare-measures.ts';
import { comparedQuestions, type FormDefinition } from '../../../../shared/programmes/form-definition.ts';
import { prefectures } from '../../../../shared/programmes/local-governments.ts';
import { Button } from '../../../ui/components/button.tsx';
import { CheckboxGroup } from '../../../ui/components/choice-group.tsx';
import { DescriptionList } from '../../../ui/components/description-list.tsx';
import { ErrorSummary } from '../../../ui/components/error-summary.tsx';
import type { FormGuardProps } from '../../../ui/components/form.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { Select } from '../../../ui/components/select.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { TextField } from '../../../ui/components/text-field.tsx';
import { renderConsolePage } from '../../../ui/console-page.tsx';
import { FileLinks } from './file-links.tsx';

export interface ComparisonPage {
  readonly caller: Caller;
  readonly guard: FormGuardProps;
  readonly forms: readonly FormDefinition[];
  readonly form: FormDefinition | undefined;
  readonly choice: {
    readonly prefecture?: string | undefined;
    readonly kind?: string | undefined;
    readonly codes?: string | undefined;
  };
  readonly fields: readonly string[];
  readonly table: ComparedTable | undefined;
  readonly problem?: string;
  readonly lost?: readonly string[];
}

export function renderComparisonPage(page: ComparisonPage): string {
  const { caller, guard, form, table, problem } = page;
  return renderConsolePage({
    ...{ title: '施策の比較', caller, guard, part: '/console/directory/comparison' },
    hasErrors: problem !== undefined,
    children: (
      <>
        {problem === undefined ? null : <ErrorSummary errors={[{ field: 'prefecture', message: problem }]} />}
        <Heading level={1}>施策の比較</Heading>
        {form === undefined ? (
          <p>この事業には、比較できる調査がありません。</p>
        ) : (
          <>
            <p>受理した回答を、定義と基準日を添えて並べます。団体コードの順に並び、順位は付けません。</p>
            <Choice {...page} form={form} />
            {table === undefined ? null : <Compared {...page} table={table} />}
          </>
        )}
      </>
    ),
  });
}

function Choice({ forms, form, choice, fields }: ComparisonPage & { readonly form: FormDefinition }) {
  const kinds = Object.entries(bodyKinds).map(([value, label]) => ({ value, label }));
  return (
    <form class="dads-form" method="get" action="/console/directory/comparison">
      {forms.length < 2 ? null : (
        <Select
          {...{ name: 'form', label: '調査', need: 'unmarked', value: form.id }}
          choices={forms.map(({ id, title }) => ({ value: id, label: title }))}
        />
      )}
      <CheckboxGroup
        {...{ name: 'fields', label: '比較する項目', need: 'required', values: fields }}
        choices={comparedQuestions(form).map(({ id, label }) => ({ value: id, label }))}
      />
      <Select
        {...{ name: 'prefecture', label: '都道府県', need: 'unmarked', value: choice.prefecture, emptyLabel: 'すべて' }}
        choices={prefectures.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <Select
        {...{ name: 'kind', label: '団体の種類', need: 'unmarked', value: choice.kind, emptyLabel: 'すべて' }}
        choices={kinds}
      />
      <TextField
        {...{ name: 'codes', label: '団体コード', need: 'unmarked', value: choice.codes }}
        support={`ほかの団体を加えるときに、6桁のコードを「、」か空白で区切って入力してください。あわせて${mostBodies}団体まで比較できます。例：121002、131016`}
      />
      <div>
        <Button>比較する</Button>
      </div>
    </form>
  );
}

type Row = ComparedTable['rows'][number];

function Compared({ table, choice, lost }: ComparisonPage & { readonly table: ComparedTable }) {
  const { form, questions, rows } = table;
  return (
    <>
      <Heading level={2}>比較の結果（{rows.length}団体）</Heading>
      <Definitions questions={questions} />
      <Table
        id="comparison"
        caption={`${form.title}の回答（団体コードの順）`}
        columns={[
          { header: '団体', cell: ({ name }: Row) => name, namesRow: true },
          ...questions.map(({ label, type }, place) => ({
            header: label,
            cell: ({ cells }: Row) => cells[place] ?? '',
            kind: type === 'number' ? ('number' as const) : ('text' as const),
          })),
          { header: '基準日', cell: ({ referenceDay }: Row) => dayText(referenceDay) },
          { header: '確認日', cell: ({ confirmedOn }: Row) => dayText(confirmedOn) },
        ]}
        rows={rows}
        rowKey={({ code }) => code}
      />
      <p>
        「未回答」は、回答がないことを示し、「なし」や0とは異なります。「対象外」は、ほかの回答により尋ねていない項目です。
      </p>
      <FileLinks address={`/console/directory/comparison/file?${queryOf(table, choice)}`} lost={lost ?? []} />
    </>
  );
}

function Definitions({ questions }: { readonly questions: readonly ComparedQuestion[] }) {
  const items = questions.map(({ label, comparison }) => ({ term: label, description: comparison.definition }));
  return (
    <>
      <Heading level={3}>定義</Heading>
      <DescriptionList items={items} />
    </>
  );
}

function queryOf({ form, questions }: ComparedTable, { prefecture, kind, codes }: ComparisonPage['choice']): string {
  return new URLSearchParams({
    ...{ form: form.id, fields: questions.map(({ id }) => id).join(',') },
    ...{ prefecture: prefecture ?? '', kind: kind ?? '', codes: codes ?? '' },
  }).toString();
}
