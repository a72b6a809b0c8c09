/** How the round went day by day: three lines, drawn for the eye, and the same figures as a table for everybody. */
import type { JSX } from 'preact';
import { warekiWithWeekday } from '../../../../shared/calendar/wareki.ts';
import type { DayFigures } from '../../../../shared/surveys/watch-round.ts';
import { Details } from '../../../ui/components/details.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { Table } from '../../../ui/components/table.tsx';

const lines = [
  { name: 'started', label: '着手' },
  { name: 'submitted', label: '提出' },
  { name: 'accepted', label: '受理' },
] as const;

const size = { width: 640, height: 240, left: 56, right: 72, top: 16, bottom: 32 };

export function ProgressDays({ days, total }: { readonly days: readonly DayFigures[]; readonly total: number }) {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return null;
  return (
    <Section id="days" heading="日ごとの推移（累計）">
      <p>
        {warekiWithWeekday(last.on)}
        までの累計です。差し戻した回答と引き戻された回答は、提出に数えません。団体数は、全国団体を含みます。
      </p>
      {days.length < 2 ? null : <Chart days={days} first={first} last={last} total={Math.max(total, 1)} />}
      <Details summary="日ごとの数を表で見る" open={days.length < 2}>
        <Table
          id="days-table"
          caption="日ごとの推移（累計、団体数）"
          columns={[
            { header: '日', namesRow: true, cell: ({ on }) => warekiWithWeekday(on) },
            { header: '配達', kind: 'number', cell: ({ delivered }) => delivered },
            { header: '着手', kind: 'number', cell: ({ started }) => started },
            { header: '提出', kind: 'number', cell: ({ submitted }) => submitted },
            { header: '受理', kind: 'number', cell: ({ accepted }) => accepted },
          ]}
          rows={days}
          rowKey={({ on }) => on}
        />
      </Details>
    </Section>
  );
}

interface ChartProps {
  readonly days: readonly DayFigures[];
  readonly first: DayFigures;
  readonly last: DayFigures;
  readonly total: number;
}

function Chart({ days, first, last, total }: ChartProps): JSX.Element {
  const { width, height, left, right, top, bottom } = size;
  const x = (place: number) => left + ((width - left - right) * place) / (days.length - 1);
  const y = (count: number) => top + (height - top - bottom) * (1 - count / total);
  return (
    <svg class="app-chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={inWords(last, total)}>
      <path class="app-chart__axis" d={`M${left} ${top}V${height - bottom}H${width - right}`} />
      {[0, total].map((count) => (
        <text key={count} class="app-chart__words" x={left - 8} y={y(count) + 4} text-anchor="end">
          {count.toLocaleString('ja-JP')}
        </text>
      ))}
      <text class="app-chart__words" x={left} y={height - 8}>
        {shortDay(first)}
      </text>
      <text class="app-chart__words" x={width - right} y={height - 8} text-anchor="end">
        {shortDay(last)}
      </text>
      {lines.map(({ name }) => (
        <polyline
          key={name}
          class="app-chart__line"
          data-line={name}
          points={days.map((day, place) => `${x(place).toFixed(1)},${y(day[name]).toFixed(1)}`).join(' ')}
        />
      ))}
      {labelsApart(last, y).map(({ name, label, at }) => (
        <text key={name} class="app-chart__words" x={width - right + 8} y={at + 4}>
          {`${label} ${last[name].toLocaleString('ja-JP')}`}
        </text>
      ))}
    </svg>
  );
}

/** Labels at the ends of lines that nearly meet are moved apart. */
function labelsApart(last: DayFigures, y: (count: number) => number) {
  const leastApart = 16;
  let above = Number.NEGATIVE_INFINITY;
  return lines.map((line) => {
    above = Math.max(y(last[line.name]), above + leastApart);
    return { ...line, at: above };
  });
}

function inWords(last: DayFigures, total: number): string {
  const figures = lines.map(({ name, label }) => `${label}${last[name].toLocaleString('ja-JP')}団体`).join('、');
  return `折れ線グラフ。対象${total.toLocaleString('ja-JP')}団体のうち、${figures}。日ごとの数は、次の表にあります。`;
}

function shortDay({ on }: DayFigures): string {
  const [, month, day] = on.split('-').map(Number);
  return `${month}/${day}`;
}
