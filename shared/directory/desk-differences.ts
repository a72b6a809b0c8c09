/** What changed between two entries of an organisation, desk by desk, so that a reader need not compare them by eye. */
import type { Desk, OrganisationDesks } from './organisation-desks.ts';

export type DeskField = Exclude<keyof Desk, 'deskId' | 'telephone'>;

export interface FieldChange {
  readonly field: DeskField;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export type DeskDifference =
  | { readonly kind: 'added' | 'removed' | 'ended'; readonly deskId: string; readonly name: string }
  | {
      readonly kind: 'changed';
      readonly deskId: string;
      readonly name: string;
      readonly changes: readonly FieldChange[];
    };

type Entry = Pick<OrganisationDesks, 'desks' | 'retired'>;

/** @param before absent for the first entry: then every desk is new */
export function deskDifferences(before: Entry | undefined, after: Entry): readonly DeskDifference[] {
  const earlier = before?.desks ?? [];
  const gone = earlier.filter(({ deskId }) => !after.desks.some((desk) => desk.deskId === deskId));
  return [
    ...after.desks.flatMap((desk): readonly DeskDifference[] => {
      const { deskId, name } = desk;
      const same = earlier.find((each) => each.deskId === deskId);
      if (same === undefined) return [{ kind: 'added', deskId, name }];
      const changes = fieldChanges(same, desk);
      return changes.length === 0 ? [] : [{ kind: 'changed', deskId, name, changes }];
    }),
    ...gone.map(({ deskId, name }): DeskDifference => {
      const hasEnded = (after.retired ?? []).some((each) => each.deskId === deskId);
      return { kind: hasEnded ? 'ended' : 'removed', deskId, name };
    }),
  ];
}

function fieldChanges(before: Desk, after: Desk): readonly FieldChange[] {
  return deskFields.flatMap((field) =>
    before[field] === after[field] ? [] : [{ field, before: before[field], after: after[field] }],
  );
}

/** In the order in which a page shows them, with what they are called. */
export const deskLabels = {
  name: '名称',
  section: '担当課',
  phone: '電話',
  fax: 'ファクス',
  mail: 'メール',
  url: 'ウェブサイト',
  openDays: '受付日',
  openHours: '受付時間',
  audience: '対象',
  audienceOther: 'その他の対象',
  languages: '対応言語',
  sns: 'SNSでの相談',
  snsUrl: 'SNSでの相談のアドレス',
  accompaniment: '手続などへの同行',
  address: '所在地',
  notes: '備考',
} as const satisfies Record<DeskField, string>;

export const deskFields: readonly DeskField[] = Object.keys(deskLabels).filter(isDeskField);

function isDeskField(name: string): name is DeskField {
  return Object.hasOwn(deskLabels, name);
}
