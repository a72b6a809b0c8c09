import { shortDay, warekiWithWeekday } from '../../../shared/calendar/wareki.ts';
import type { Letter } from '../../../shared/notices/letter.ts';
import type { DigestFigures, DigestLine, NoticeContent } from '../../../shared/notices/notice.ts';
import type { ProgrammeDefinition } from '../../../shared/programmes/programme-definition.ts';
import { contactLines, footer, letterText, momentText, oneLine, shortTitle } from './letter-parts.ts';

type Digest = Extract<NoticeContent, { purpose: 'weekly-digest' }>;

/** 週次報告, from the body to the receiver. */
export function writeWeeklySummary(
  content: Digest,
  programme: ProgrammeDefinition,
  consoleUrl: string,
): Pick<Letter, 'subject' | 'text'> {
  const { identity, parties, mail } = programme;
  return {
    subject: `【週次報告】${shortTitle(identity.shortName)} 調査の回答状況（${shortDay(content.weekOf)}）`,
    text: letterText([
      `${parties.receiver.name} ${parties.receiver.organ} 御中`,
      '調査の回答状況をお知らせします。',
      `（${momentText(content.countedAt)}現在）`,
      ...content.lines.map(roundLines),
      ['団体ごとの状況は、次のページでご覧いただけます。', '', consoleUrl].join('\n'),
      contactLines(mail),
      footer,
    ]),
  };
}

function roundLines(line: DigestLine): string {
  return [
    `■ ${oneLine(line.surveyTitle)}`,
    `提出期限：${warekiWithWeekday(line.dueOn)}`,
    ...(line.national === undefined ? figureLines(line) : ['（地方公共団体）', ...figureLines(line)]),
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
