import type { ComponentChildren, JSX } from 'preact';
import { ja } from '../texts/ja.ts';

export interface Column<Row> {
  readonly header: string;
  readonly cell: (row: Row) => ComponentChildren;
  /** Numbers stand right, with figures of one width. */
  readonly kind?: 'text' | 'number';
  /** The column that names the row; exactly one per table. */
  readonly namesRow?: boolean;
}

export interface TableProps<Row> {
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly emptyText?: string;
}

/** Scrolls inside its own frame where the screen is narrow; the frame takes focus so that keys can scroll it. */
export function Table<Row>({ id, caption, columns, rows, rowKey, emptyText }: TableProps<Row>): JSX.Element {
  return (
    <section class="dads-table" aria-labelledby={`${id}-caption`} tabindex={0}>
      <table class="dads-table__table" id={id}>
        <caption class="dads-table__caption" id={`${id}-caption`}>
          {caption}
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.header} scope="col" data-kind={column.kind}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.length === 0 ? (
            <tr>
              <td colspan={columns.length}>{emptyText ?? ja.table.empty}</td>
            </tr>
          ) : (
            rows.map((row) => <tr key={rowKey(row)}>{columns.map((column) => cellOf(column, row))}</tr>)
          )}
        </tbody>
      </table>
    </section>
  );
}

function cellOf<Row>(column: Column<Row>, row: Row): JSX.Element {
  return column.namesRow === true ? (
    <th key={column.header} scope="row" data-kind={column.kind}>
      {column.cell(row)}
    </th>
  ) : (
    <td key={column.header} data-kind={column.kind}>
      {column.cell(row)}
    </td>
  );
}
