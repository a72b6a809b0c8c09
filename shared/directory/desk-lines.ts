/**
 * The directory as lines of a file: one for each desk, one for whoever has none (なし), and one for whoever has not been
 * accepted yet (未回答), so that all are there.
 */
import { wareki } from '../calendar/wareki.ts';
import { normalisePhone } from '../kernel/phone.ts';
import { fullName, type LocalGovernment, prefectureOf } from '../programmes/local-governments.ts';
import { unanswered } from './compare-measures.ts';
import { deskFields, deskLabels } from './desk-differences.ts';
import type { OrganisationDesks } from './organisation-desks.ts';

export function deskLines(bodies: readonly LocalGovernment[], entries: readonly OrganisationDesks[]) {
  const known = new Map<string, OrganisationDesks>(entries.map((entry) => [entry.organisationId, entry]));
  return {
    header: [
      ...['団体コード', '都道府県', '団体', '状況', '最終確認日', '窓口ID'],
      ...deskFields.map((field) => (field === 'name' ? '窓口の名称' : deskLabels[field])),
      '電話（発信用）',
    ],
    rows: bodies.flatMap((body) => linesOf(body, known.get(body.code))),
  };
}

function linesOf(body: LocalGovernment, entry: OrganisationDesks | undefined): readonly (readonly string[])[] {
  const place = [body.code, prefectureOf(body.code)?.name ?? '', fullName(body)];
  const empty = ['', ...deskFields.map(() => ''), ''];
  if (entry === undefined) return [[...place, unanswered, '', ...empty]];
  const confirmed = wareki(entry.confirmedOn);
  if (entry.desks.length === 0) return [[...place, '窓口なし', confirmed, ...empty]];
  return entry.desks.map((desk) => [
    ...[...place, '掲載中', confirmed, desk.deskId],
    ...deskFields.map((field) => desk[field] ?? ''),
    desk.telephone?.dial ?? normalisePhone(desk.phone ?? '')?.dial ?? '',
  ]);
}
