import { shortDay, warekiWithWeekday } from '../../../shared/calendar/wareki.ts';
import { jstDateOf } from '../../../shared/kernel/time.ts';
import type { DigestFigures, DigestKind, DigestLine, DigestPart } from '../../../shared/notices/digest.ts';
import type { Letter } from '../../../shared/notices/letter.ts';
import type { NoticeContent } from '../../../shared/notices/notice.ts';
import type { ProgrammeDefinition } from '../../../shared/programmes/programme-definition.ts';
import { contactLines, footer, letterText, momentText, oneLine, shortTitle } from './letter-parts.ts';

type Digest = Extract<NoticeContent, { purpose: 'digest' }>;

const kindTitles = { weekly: '週次報告', monthly: '月次報告' } as const satisfies Record<DigestKind, string>;

/** 定期報告, from the body to the receiver: only what changed, with totals and the way to the rest. */
export function writeDigest(
  content: Digest,
  programme: ProgrammeDefinition,
  consoleUrl: string,
): Pick<Letter, 'subject' | 'text'> {
  const { identity, parties, mail } = programme;
  const on = shortDay(jstDateOf(content.countedAt));
  return {
    subject: `【${kindTitles[content.kind]}】${shortTitle(identity.shortName)} 調査の回答状況（${on}）`,
    text: letterText([
      `${parties.receiver.name} ${parties.receiver.organ} 御中`,
      '前回の報告から変わったことをお知らせします。',
      `（${momentText(content.countedAt)}現在）`,
      ...content.parts.flatMap(partLines),
      ['団体ごとの状況は、次のページでご覧いただけます。', '', consoleUrl].join('\n'),
      contactLines(mail),
      footer,
    ]),
  };
}

function partLines({ followed, lines }: DigestPart): readonly string[] {
  const unchanged = followed - lines.length;
  const rest = unchanged === 0 ? [] : [`ほかに実施中の調査が${unchanged}件あります。変わりはありません。`];
  return [...lines.map(roundLines), ...rest];
}

function roundLines(line: DigestLine): string {
  const more = line.submittedBefore === undefined ? undefined : line.submitted - line.submittedBefore;
  return [
    `■ ${oneLine(line.surveyTitle)}`,
    `提出期限：${warekiWithWeekday(line.dueOn)}`,
    ...(line.national === undefined ? figureLines(line) : ['（地方公共団体）', ...figureLines(line)]),
    ...(more === undefined ? [] : [`前回から：提出済み${signed(more)}団体`]),
    ...(line.national === undefined ? [] : ['（全国団体）', ...figureLines(line.national)]),
  ].join('\n');
}

function figureLines({ total, delivered, submitted, accepted, unanswered, exempt }: DigestFigures): readonly string[] {
  return [
    `対象　　：${count(total)}`,
    `依頼到達：${count(delivered)}`,
    `提出済み：${count(submitted)}（${percent(submitted, total)}）`,
    `うち受理：${count(accepted)}`,
    `未回答　：${count(unanswered)}`,
    ...(exempt === undefined ? [] : [`対象外　：${count(exempt)}`]),
  ];
}

function count(organisations: number): string {
  return `${String(organisations).replace(/\B(?=(\d{3})+$)/g, ',')}団体`;
}

/** Cut, not rounded: 100.0% is said only when nobody is missing. */
function percent(part: number, whole: number): string {
  return whole === 0 ? '0.0%' : `${(Math.floor((part / whole) * 1000) / 10).toFixed(1)}%`;
}

/** Answers that were taken back or returned make the number smaller. */
function signed(difference: number): string {
  return difference > 0 ? `＋${difference}` : difference === 0 ? '±0' : `－${-difference}`;
}
