/** What was typed into the correction form, checked: all that is wrong is listed at once. */
import { PublicDesk, type RetiredDesk } from '../../events/response-accepted.v1.ts';
import { normalisePhone } from '../kernel/phone.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { keepAsTyped, normaliseMailAddress, normaliseWebAddress } from '../kernel/text.ts';
import { type DeskField, deskFields, deskLabels } from './desk-differences.ts';

/** One block of the form: its fields, and whether the desk has ended (廃止). */
export interface TypedDesk {
  readonly fields: Readonly<Partial<Record<DeskField, string>>>;
  readonly hasEnded: boolean;
}

export interface TypedCorrection {
  readonly section: string;
  readonly desks: readonly TypedDesk[];
}

export interface CorrectionNotRight {
  readonly kind: 'correction-not-right';
  readonly problems: readonly { readonly field: string; readonly message: string }[];
}

export interface CheckedCorrection {
  readonly section: string;
  readonly desks: readonly PublicDesk[];
  readonly retired: readonly RetiredDesk[];
}

/** Where the field of a block stands on the page. */
export function correctionField(place: number, field: string): string {
  return `desks.${place}.${field}`;
}

export function checkCorrection(typed: TypedCorrection): Result<CheckedCorrection, CorrectionNotRight> {
  const section = keepAsTyped(typed.section).trim();
  const used = typed.desks.map((desk, place) => ({ ...desk, place })).filter(({ fields }) => isFilled(fields));
  const problems = [
    ...(section === '' || section.length > 120
      ? [{ field: 'section', message: '依頼する部署を、120文字以内で入力してください。' }]
      : []),
    ...used.flatMap(({ fields, hasEnded, place }) => problemsOf(fields, hasEnded, place)),
  ];
  if (problems.length > 0) return refuse({ kind: 'correction-not-right', problems });
  return ok({
    section,
    desks: used.filter(({ hasEnded }) => !hasEnded).map(({ fields }) => PublicDesk.parse(normalised(fields))),
    retired: used.filter(({ hasEnded }) => hasEnded).map(({ fields }) => ({ name: normalised(fields).name ?? '' })),
  });
}

type Fields = TypedDesk['fields'];

function isFilled(fields: Fields): boolean {
  return Object.values(fields).some((text) => text.trim() !== '');
}

const advice: Partial<
  Record<DeskField, { readonly read: (text: string) => string | undefined; readonly example: string }>
> = {
  phone: { read: (text) => normalisePhone(text)?.display, example: '03-1234-5678 や #8008 のように' },
  fax: { read: (text) => normalisePhone(text)?.display, example: '03-1234-5678 のように' },
  mail: { read: normaliseMailAddress, example: 'soudan@city.example.lg.jp のように' },
  url: { read: normaliseWebAddress, example: 'https:// から始まるアドレスを' },
  snsUrl: { read: normaliseWebAddress, example: 'https:// から始まるアドレスを' },
};

function problemsOf(fields: Fields, hasEnded: boolean, place: number) {
  const about = (field: DeskField, advised: string) => ({
    field: correctionField(place, field),
    message: `窓口${place + 1}の${deskLabels[field]}は、${advised}入力してください。`,
  });
  if ((fields.name ?? '').trim() === '') return [about('name', '空欄にせず')];
  if (hasEnded) return [];
  const shape = PublicDesk.shape;
  return deskFields.flatMap((field) => {
    const text = (fields[field] ?? '').trim();
    if (text === '') return [];
    const rule = advice[field];
    if (rule !== undefined && rule.read(text) === undefined) return [about(field, rule.example)];
    return shape[field].safeParse(text).success ? [] : [about(field, 'もっと短く')];
  });
}

function normalised(fields: Fields): Partial<Record<DeskField, string>> {
  return Object.fromEntries(
    deskFields.flatMap((field) => {
      const text = keepAsTyped(fields[field] ?? '').trim();
      return text === '' ? [] : [[field, advice[field]?.read(text) ?? text]];
    }),
  );
}
