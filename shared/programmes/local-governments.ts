/**
 * Every local government (地方公共団体) by its code. Who is asked are the 47 prefectures and the 1,741 cities, special
 * wards, towns and villages; wards of designated cities are parts of their city, and the six villages of the Northern
 * Territories have no office.
 *
 * Nuances: there is no look-up by name, since 25 names stand in several prefectures and 泊村 twice in one. This module
 * carries 90 KB of names: import it only where they are needed.
 */
import { LocalGovernmentCode } from '../kernel/ids.ts';
import { localGovernmentRows } from './data/local-governments.csv.ts';

const kinds = {
  P: 'prefecture',
  D: 'designated-city',
  C: 'city',
  S: 'special-ward',
  T: 'town',
  V: 'village',
  W: 'ward',
  N: 'northern-territories-village',
} as const;

export type LocalGovernmentKind = (typeof kinds)[keyof typeof kinds];

export interface LocalGovernment {
  readonly code: LocalGovernmentCode;
  readonly kind: LocalGovernmentKind;
  /** A ward's name begins with its city's: 札幌市中央区. */
  readonly name: string;
  /** In hiragana. */
  readonly kana: string;
  /** The prefecture's own code for a prefecture. */
  readonly prefectureCode: LocalGovernmentCode;
  /** The city of a ward, else the prefecture; absent for a prefecture. */
  readonly parentCode?: LocalGovernmentCode;
}

/** All 1,965 entries of the list, in the order of the codes' prefectures. */
export const listedLocalGovernments: readonly LocalGovernment[] = readRows(localGovernmentRows);

/** The 1,788 that a survey asks: the fixed denominator of every round. */
export const localGovernments: readonly LocalGovernment[] = listedLocalGovernments.filter(
  ({ kind }) => kind !== 'ward' && kind !== 'northern-territories-village',
);

/** The 47, from 北海道 to 沖縄県. */
export const prefectures: readonly LocalGovernment[] = listedLocalGovernments.filter(
  ({ kind }) => kind === 'prefecture',
);

const byCode: ReadonlyMap<string, LocalGovernment> = new Map(listedLocalGovernments.map((each) => [each.code, each]));

/** Any entry of the list, wards included; `undefined` for a code that is right in form but given to nobody. */
export function findLocalGovernment(code: string): LocalGovernment | undefined {
  return byCode.get(code);
}

/** The prefecture in which it lies; a prefecture lies in itself. `undefined` for a code that is given to nobody. */
export function prefectureOf(code: string): LocalGovernment | undefined {
  const found = byCode.get(code);
  return found && byCode.get(found.prefectureCode);
}

/** The cities, special wards, towns and villages of a prefecture that a survey asks. */
export function municipalitiesOf(prefectureCode: LocalGovernmentCode): readonly LocalGovernment[] {
  return localGovernments.filter((each) => each.kind !== 'prefecture' && each.prefectureCode === prefectureCode);
}

/** 北海道札幌市: the only form of a name that names one place. */
export function fullName(localGovernment: LocalGovernment): string {
  const prefecture = localGovernment.kind === 'prefecture' ? undefined : prefectureOf(localGovernment.code);
  return `${prefecture?.name ?? ''}${localGovernment.name}`;
}

function readRows(rows: string): readonly LocalGovernment[] {
  const cells = rows
    .trim()
    .split('\n')
    .map((row) => row.split(','));
  const prefectureCodes = new Map(
    cells.filter(([, kind]) => kind === 'P').map(([code = '']) => [code.slice(0, 2), LocalGovernmentCode.parse(code)]),
  );
  return cells.map(([code = '', kind = '', name = '', kana = '', city]) => {
    const prefectureCode = prefectureCodes.get(code.slice(0, 2));
    if (prefectureCode === undefined || !isKind(kind))
      throw new Error(`the list of local governments is broken at ${code}`);
    const parentCode = city === undefined ? prefectureCode : LocalGovernmentCode.parse(city);
    const own = { code: LocalGovernmentCode.parse(code), kind: kinds[kind], name, kana, prefectureCode };
    return kind === 'P' ? own : { ...own, parentCode };
  });
}

function isKind(letter: string): letter is keyof typeof kinds {
  return Object.hasOwn(kinds, letter);
}
